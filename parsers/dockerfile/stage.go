package dockerfile

import (
	"strconv"
	"strings"

	"github.com/flylint/flylint/parsers"
)

// Expanded is a text after variables were put in.
type Expanded struct {
	Text      string      // variables without a known value stand empty
	Missing   []string    // the names of those, in order, each once
	Defaulted []string    // names taken to be unset because ${NAME:-default} said what then
	Uses      []*Variable // the variables that went into it, in order
}

// Known reports whether no variable was missing. The environment of a base
// image that is not a stage of the file is not known.
func (e Expanded) Known() bool { return len(e.Missing) == 0 }

// Variable is one ARG or ENV in effect.
type Variable struct {
	*Pair
	Name        string
	Value       Expanded
	Instruction *Instruction // the ARG or ENV
	Stage       *Stage       // where it was set; nil for an ARG before the first FROM
	Arg         bool         // an ARG, which the image does not keep
	Overridden  bool         // the value came with the build (--build-arg), not from the file
}

// Base is the image a stage builds on.
type Base struct {
	Word                  // as written after FROM
	Name         Expanded // with ARGs put in
	Stage        *Stage   // the earlier stage it names, or nil
	Repository   string   // hexpm/elixir, ghcr.io/acme/base; as written, empty if not known
	Tag          string
	Digest       string // sha256:…
	PlatformFlag *Flag  // --platform, or nil
	Platform     Expanded
}

// Setting is what a stage's last WORKDIR, USER or STOPSIGNAL made it.
type Setting struct {
	Expanded
	Word        *Word        // as written; nil if nothing set it
	Instruction *Instruction // nil if nothing in this file set it
	Relative    bool         // a WORKDIR below the base image's, which is not known; Text is as if that were /
}

// IsSet reports whether an instruction of the file, in this stage or in one it
// builds on, set it.
func (s Setting) IsSet() bool { return s.Instruction != nil }

// Port is one port, or range of ports, of EXPOSE.
type Port struct {
	Word
	Value       Expanded
	First, Last int    // equal unless a range was written; 0 if not known
	Protocol    string // tcp unless written
	Instruction *Instruction
}

// Operand is a source or destination of COPY or ADD.
type Operand struct {
	*Word
	Path    Expanded
	Heredoc *Heredoc // the source is a here-document
}

// Copy is a COPY or ADD.
type Copy struct {
	*Instruction
	Sources   []Operand
	Dest      Operand
	From      *Word  // the value of --from, or nil
	FromStage *Stage // the earlier stage it names, or nil: then it is an image or a context
	Dir       string // the WORKDIR in effect, on which a relative Dest stands
}

// Stage is one build stage: a FROM and what follows it. What it inherits from
// a stage it builds on is included.
type Stage struct {
	parsers.Range
	Index        int
	Name         string // lower case; empty if it has none
	NameWord     *Word  // what stands after AS, or nil
	From         *Instruction
	Base         Base
	Instructions []*Instruction // after FROM
	Workdir      Setting
	User         Setting
	StopSignal   Setting
	Expose       []*Port
	Entrypoint   *Instruction // nil if unset; see Form, Args and Text
	Cmd          *Instruction // nil if unset, or reset by a later ENTRYPOINT
	Shell        *Instruction // the last SHELL, or nil
	Copies       []*Copy      // of this stage alone

	settings []*Variable // ARGs and ENVs of this stage alone, in order
	depth    int         // how many stages it builds on
}

// Env returns the ENV in effect at the end of the stage, inherited ones
// included, in order of their first setting. ARGs are not among them.
func (s *Stage) Env() []*Variable { return s.envBefore(s.End()) }

// EnvAt is Env as the instruction in sees it. An ENV does not see itself.
func (s *Stage) EnvAt(in *Instruction) []*Variable { return s.envBefore(in.Pos()) }

// LookupEnv returns the ENV of that name in effect at the end of the stage, or nil.
func (s *Stage) LookupEnv(name string) *Variable {
	for st := s; st != nil; st = st.Base.Stage {
		for i := len(st.settings) - 1; i >= 0; i-- {
			if v := st.settings[i]; v.Name == name && !v.Arg {
				return v
			}
		}
	}
	return nil
}

// Args returns the ARGs the stage itself declares, in order.
func (s *Stage) Args() []*Variable {
	var args []*Variable
	for _, v := range s.settings {
		if v.Arg {
			args = append(args, v)
		}
	}
	return args
}

// Inherits reports whether the stage builds, over any number of stages, on other.
func (s *Stage) Inherits(other *Stage) bool {
	for st := s.Base.Stage; st != nil; st = st.Base.Stage {
		if st == other {
			return true
		}
	}
	return false
}

// findStage returns the stage of that name, or that index, among stages.
func findStage(stages []*Stage, name string) *Stage {
	for i := len(stages) - 1; i >= 0; i-- {
		if stages[i].Name != "" && strings.EqualFold(stages[i].Name, name) {
			return stages[i]
		}
	}
	if n, err := strconv.Atoi(name); err == nil && 0 <= n && n < len(stages) {
		return stages[n]
	}
	return nil
}

// envBefore returns the ENV set before a place of the stage.
func (s *Stage) envBefore(end pos) []*Variable {
	var chain []*Stage
	for st := s; st != nil; st = st.Base.Stage {
		chain = append(chain, st)
	}
	var env []*Variable
	index := make(map[string]int)
	for i := len(chain) - 1; i >= 0; i-- {
		for _, v := range chain[i].settings {
			if v.Arg || i == 0 && v.Instruction.From >= end {
				continue
			}
			if k, ok := index[v.Name]; ok {
				env[k] = v
				continue
			}
			index[v.Name] = len(env)
			env = append(env, v)
		}
	}
	return env
}
