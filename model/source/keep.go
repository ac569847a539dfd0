package source

import (
	"io/fs"
	"slices"
)

// Kept is something that is worked out from the project's files alone. In runs
// that follow one another it is worked out again only when an answer it rests
// on is another one. exconfig.Memo does the same with configurations, which ask
// for more than files.
//
// The zero Kept holds nothing yet.
type Kept[T any] struct {
	value    T
	asked    []asked
	run      int  // of the Sources, the last one that the value was good for
	working  bool // it is being worked out
	fleeting bool // good for that run only
}

// In is the value in the present run of s. Work that comes back to itself finds
// what was put there so far. What comes of that depends on where the circle was
// entered, so none of it is kept; nor is what a crash left half done.
func (k *Kept[T]) In(s *Sources, work func() T) T {
	if k.run == s.run {
		s.trail.follow(k.asked, k.working || k.fleeting)
		return k.value
	}
	outer := s.trail
	defer func() { s.trail = outer }()
	if s.trail = nil; k.run == 0 || k.fleeting || !s.wouldAnswer(k.asked) {
		*k = Kept[T]{run: s.run, working: true, fleeting: true}
		if s.cache != nil {
			s.trail = &trail{}
		}
		k.value = work()
		k.working = false
		k.asked, k.fleeting = s.trail.end()
	}
	k.run = s.run
	outer.follow(k.asked, k.fleeting)
	return k.value
}

// Put lets work that comes back to itself find the value while it is worked out.
func (k *Kept[T]) Put(value T) { k.value = value }

// inquiry is a question that Sources answers.
type inquiry struct {
	about subject
	path  string
}

type subject uint8

const (
	aboutFile subject = iota
	aboutElixir
	aboutTOML
	aboutDockerfile
	aboutShell
	aboutExistence
	aboutKind
	aboutExecution // whether somebody may execute it
	aboutModules   // the .ex files below a directory
	aboutBelow     // all files below a directory
	aboutMatches   // the files that match a pattern
	aboutTrail     // all that something else rests on
)

// asked is a question with its answer; which field holds it, the subject says.
// Files and trees are compared by identity: what did not change stays the same.
type asked struct {
	inquiry
	file  *File
	tree  any
	yes   bool
	kind  fs.FileMode
	names []string
	trail []asked
}

// same reports whether two answers to one question are equal.
func (a *asked) same(b *asked) bool {
	return a.file == b.file && a.tree == b.tree && a.yes == b.yes && a.kind == b.kind && slices.Equal(a.names, b.names)
}

// ask puts a question.
func (s *Sources) ask(q inquiry) asked {
	a := asked{inquiry: q}
	switch q.about {
	case aboutFile:
		a.file = s.Read(q.path)
	case aboutElixir:
		a.tree = s.Elixir(q.path)
	case aboutTOML:
		a.tree = s.TOML(q.path)
	case aboutDockerfile:
		a.tree = s.Dockerfile(q.path)
	case aboutShell:
		a.tree = s.Shell(q.path)
	case aboutExistence:
		a.yes = s.Exists(q.path)
	case aboutKind:
		a.kind, a.yes = s.Kind(q.path)
	case aboutExecution:
		a.yes = s.Executable(q.path)
	case aboutModules:
		a.names = s.Modules(q.path)
	case aboutBelow:
		a.names = s.Below(q.path)
	case aboutMatches:
		a.names = s.Matches(q.path)
	}
	return a
}

// wouldAnswer reports whether all questions have the same answers now. They are
// put in the old order and up to the first other answer, so that no file is
// read that would not be read without anything kept.
func (s *Sources) wouldAnswer(questions []asked) bool {
	for i := range questions {
		q := &questions[i]
		if q.about == aboutTrail {
			if !s.wouldAnswer(q.trail) {
				return false
			}
			continue
		}
		if now := s.ask(q.inquiry); !now.same(q) {
			return false
		}
	}
	return true
}

// trail is what is asked while something is worked out. The nil trail takes
// nothing down.
type trail struct {
	asked    []asked
	seen     map[inquiry]bool // what is among asked, once that is long
	fleeting bool             // it led through something that is good for this run only
}

// shortTrail is up to how many questions are looked through for one.
const shortTrail = 64

// add takes a question down, each once.
func (t *trail) add(a asked) {
	if t == nil || t.has(a.inquiry) {
		return
	}
	t.asked = append(t.asked, a)
	if t.seen != nil {
		t.seen[a.inquiry] = true
	}
}

func (t *trail) has(q inquiry) bool {
	if len(t.asked) <= shortTrail {
		return slices.ContainsFunc(t.asked, func(a asked) bool { return a.inquiry == q })
	}
	if t.seen == nil {
		t.seen = make(map[inquiry]bool, 4*shortTrail)
		for i := range t.asked {
			t.seen[t.asked[i].inquiry] = true
		}
	}
	return t.seen[q]
}

// follow adds the trail of something that was worked out before.
func (t *trail) follow(questions []asked, fleeting bool) {
	if t == nil {
		return
	}
	t.fleeting = t.fleeting || fleeting
	if len(questions) > 0 {
		t.asked = append(t.asked, asked{inquiry: inquiry{about: aboutTrail}, trail: questions})
	}
}

func (t *trail) end() (questions []asked, fleeting bool) {
	if t == nil {
		return nil, false
	}
	return t.asked, t.fleeting
}
