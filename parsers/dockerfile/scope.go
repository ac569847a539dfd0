package dockerfile

// maxExpansion bounds all that the variables of a file come to, in bytes:
// ARG A=$A$A doubles with every line. What is over it counts as not known.
const maxExpansion = 1 << 24

// maxInherit bounds how many stages a stage may build on. Docker allows 127
// layers in all.
const maxInherit = 256

// scope is the variables an instruction sees.
type scope struct {
	vars   map[string]*Variable
	parent *scope // of the stage this one builds on
	global bool   // the scope of FROM, in which BuildKit defines its platform ARGs
	budget *int
}

func (s *scope) set(v *Variable) {
	if s.vars == nil {
		s.vars = make(map[string]*Variable)
	}
	s.vars[v.Name] = v
}

func (s *scope) lookup(name string) (*Variable, bool) {
	for ; s != nil; s = s.parent {
		if v, ok := s.vars[name]; ok {
			return v, true
		}
	}
	return noVariable, false
}

// noVariable is what is found when nothing is.
var noVariable = &Variable{}

// spend takes n bytes off the budget and reports whether it is used up.
func (s *scope) spend(n int) bool {
	*s.budget -= n
	return *s.budget < 0
}

// given reports whether BuildKit itself gives the variable a value: one that
// depends on the machine that builds.
func (s *scope) given(name string) bool {
	if !s.global {
		return false
	}
	switch name {
	case "BUILDPLATFORM", "BUILDOS", "BUILDOSVERSION", "BUILDARCH", "BUILDVARIANT",
		"TARGETPLATFORM", "TARGETOS", "TARGETOSVERSION", "TARGETARCH", "TARGETVARIANT", "TARGETSTAGE":
		return true
	}
	return false
}
