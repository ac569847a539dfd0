package source

import (
	"slices"

	"github.com/flylint/flylint/parsers/elixir"
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
	switch {
	case k.run == s.run:
		s.trail.follow(k.asked, k.working || k.fleeting)
		return k.value
	case k.run != 0 && !k.fleeting && s.wouldAnswer(k.asked):
		k.run = s.run
		return k.value
	}
	*k = Kept[T]{run: s.run, working: true, fleeting: true}
	outer := s.trail
	defer func() { s.trail = outer }()
	if s.trail = nil; s.cache != nil {
		s.trail = &trail{seen: map[inquiry]bool{}}
	}
	k.value = work()
	k.working = false
	k.asked, k.fleeting = s.trail.end()
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
	aboutTree
	aboutExistence
	aboutModules // the .ex files below a directory
	aboutMatches // the files that match a pattern
)

// asked is a question with its answer; which field holds it, the subject says.
// Files and trees are compared by identity: what did not change stays the same.
type asked struct {
	inquiry
	file   *File
	tree   *elixir.File
	exists bool
	names  []string
}

// ask puts a question.
func (s *Sources) ask(q inquiry) asked {
	a := asked{inquiry: q}
	switch q.about {
	case aboutFile:
		a.file = s.Read(q.path)
	case aboutTree:
		a.tree = s.Elixir(q.path)
	case aboutExistence:
		a.exists = s.Exists(q.path)
	case aboutModules:
		a.names = s.Modules(q.path)
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
		old := &questions[i]
		now := s.ask(old.inquiry)
		if now.file != old.file || now.tree != old.tree || now.exists != old.exists || !slices.Equal(now.names, old.names) {
			return false
		}
	}
	return true
}

// trail is what is asked while something is worked out, each question once. The
// nil trail takes nothing down.
type trail struct {
	seen     map[inquiry]bool
	asked    []asked
	fleeting bool // it led through something that is good for this run only
}

func (t *trail) add(a asked) {
	if t != nil && !t.seen[a.inquiry] {
		t.seen[a.inquiry] = true
		t.asked = append(t.asked, a)
	}
}

// follow adds the trail of something that was worked out before.
func (t *trail) follow(questions []asked, fleeting bool) {
	if t == nil {
		return
	}
	t.fleeting = t.fleeting || fleeting
	for _, a := range questions {
		t.add(a)
	}
}

func (t *trail) end() (questions []asked, fleeting bool) {
	if t == nil {
		return nil, false
	}
	return t.asked, t.fleeting
}
