package exconfig

import (
	"go/token"
	"slices"
	"strings"

	"github.com/flylint/flylint/parsers"
	"github.com/flylint/flylint/parsers/elixir"
)

// section is a statement of the run-time file that follows from nothing before it:
// it uses no variable of others, assumes nothing and adds keys that are not set
// yet. What it does follows from its text and from the answers to what it
// asks, so it is done again, by this evaluation or a later one, without being
// evaluated. Where its text has moved to, its positions move too.
type section struct {
	setting
	names  *names
	survey *section // what the survey made of the same statement
	asked  []answered
	tests  []string // variables of which it matters what is assumed: nothing

	at      parsers.Range // the statement
	run     int           // the last one that it served
	steps   int
	value   *Value
	bound   []binding // the variables it leaves, in order
	reads   []*Read
	intact  []Read  // the reads as they were then: statements behind may mark those of its variables
	listed  []*Read // those of the reads that are listed, in order
	raises  []*Raised
	opaques []*Value
	apps    []addition
}

// setting is what must be the same around a section.
type setting struct {
	task  task // without the survey
	file  string
	depth int
}

// addition is what a section adds to the configuration of an application.
type addition struct {
	app    string
	before shape
	after  Value    // less its elements
	kept   bool     // after's range is that of before
	pairs  []*Value // behind the elements there are
}

// shape is what the joining and merging of keyword lists asks of them, beside
// their keys.
type shape struct{ absent, sparse, partial bool }

func shapeOf(conf *Value) shape {
	if conf == nil {
		return shape{absent: true}
	}
	return shape{false, conf.sparse, conf.partial}
}

// maxSection is up to which length in bytes a statement is taken for a section.
// A longer one, such as the `if config_env() == :prod` around the whole file, is
// evaluated, and the statements in it are sections.
const maxSection = 2 << 10

// sections are those of one evaluation.
type sections struct {
	memo *Memo
	task task
	tree *elixir.File
	at   map[token.Pos]*section // those that were used or made
}

// watch is a section while it is evaluated for the first time.
type watch struct {
	*section
	vars      *binding // of the statements before
	entangled bool     // it has to do with something else
}

// entangle notes that the section at hand has to do with something else.
func (ev *evaluator) entangle() {
	if ev.watch != nil {
		ev.watch.entangled = true
	}
}

// note keeps an answer, each once.
func (w *watch) note(a answered) {
	if !slices.ContainsFunc(w.asked, func(b answered) bool { return a.question == b.question }) {
		w.asked = append(w.asked, a)
	}
}

// tested notes that it was asked what is assumed of a variable. The nil watch
// does not care.
func (w *watch) tested(variable string) {
	if w != nil && !slices.Contains(w.tests, variable) {
		w.tests = append(w.tests, variable)
	}
}

// made reports whether a read is the section's own.
func (w *watch) made(r *Read) bool { return slices.Contains(w.reads, r) }

// statement evaluates a statement, unless that was done.
func (ev *evaluator) statement(n elixir.Node) *Value {
	if !ev.separable(n) {
		return ev.eval(n)
	}
	k := ev.sections
	now := section{setting: setting{k.task, ev.file, ev.depth}, names: ev.names, survey: ev.out.surveyedAt[n.Pos()], at: elixir.RangeOf(n), run: k.memo.run}
	if k.task.phase == phaseBoot && (now.survey == nil || !now.survey.unmarked()) {
		return ev.eval(n)
	}
	text := k.tree.Text(n)
	for _, s := range k.memo.sections[text] {
		if s.fits(&now, ev) {
			k.memo.shift(s, now.at)
			return s.replay(ev)
		}
	}
	v := ev.watched(n, &now)
	if k.at[n.Pos()] != nil {
		text = strings.Clone(text) // the file's whole text would stay
		k.memo.sections[text] = append(k.memo.sections[text], &now)
	}
	return v
}

// separable reports whether a statement may be a section here.
func (ev *evaluator) separable(n elixir.Node) bool {
	return ev.sections != nil && ev.watch == nil && n.End()-n.Pos() <= maxSection && ev.follows == 0 && ev.mod == nil && !ev.defined &&
		!ev.raised && ev.caught == nil && ev.width == 0 && ev.state.env == nil && len(ev.path.branches) == 0
}

// fits reports whether a section is good for a statement of its text.
func (s *section) fits(now *section, ev *evaluator) bool {
	switch {
	case s.setting != now.setting, s.survey != now.survey, !s.names.equal(now.names), ev.path.assumes(s.tests), ev.steps+s.steps > maxSteps,
		s.run == now.run && (s.at != now.at || len(s.bound) > 0), // it serves another statement, or evaluation
		!s.unmarked():
		return false
	}
	for i := range s.apps {
		if !s.apps[i].fits(ev.state.get(s.apps[i].app)) {
			return false
		}
	}
	return s.answered(ev.opts)
}

// unmarked reports whether the reads are still as the section made them.
func (s *section) unmarked() bool {
	for i, r := range s.reads {
		was := &s.intact[i]
		if r.Form != was.Form || r.Required != was.Required || r.Message != was.Message || r.Default != was.Default || len(r.Guard) != len(was.Guard) {
			return false
		}
	}
	return true
}

// answered reports whether all that a section asks has the same answers.
func (s *section) answered(opts *Options) bool {
	return !slices.ContainsFunc(s.asked, func(a answered) bool {
		now := a.ask(opts)
		return !a.same(now) || a.variable.Range != now.variable.Range
	})
}

// fits reports whether the addition can be made to a configuration.
func (a *addition) fits(conf *Value) bool {
	if shapeOf(conf) != a.before {
		return false
	}
	return conf == nil || plainKeyword(conf) && !slices.ContainsFunc(a.pairs, func(p *Value) bool { return indexKey(conf.Elems, p.Elems[0].Text) >= 0 })
}

// replay does what the section does.
func (s *section) replay(ev *evaluator) *Value {
	s.run = ev.sections.memo.run
	ev.sections.at[s.at.From] = s
	ev.steps += s.steps
	for i := range s.bound {
		ev.bind(s.bound[i].name, s.bound[i].value)
	}
	for _, r := range s.reads {
		r.seal = nil
		ev.out.reads[readKey{r.Range, r.Name, r.Build}] = r
	}
	ev.out.Reads = append(ev.out.Reads, s.listed...)
	ev.out.Raises = append(ev.out.Raises, s.raises...)
	for _, v := range s.opaques {
		ev.out.noteOpaque(v)
	}
	for i := range s.apps {
		ev.state.set(s.apps[i].app, s.apps[i].made(ev.state.get(s.apps[i].app)))
	}
	return s.value
}

// made is a configuration with the addition.
func (a *addition) made(conf *Value) *Value {
	v := a.after
	if conf == nil {
		v.Elems = a.pairs
		return &v
	}
	if a.kept {
		v.Range = conf.Range
	}
	v.Elems = slices.Concat(conf.Elems, a.pairs)
	return &v
}

// watched evaluates a statement and, if it proves to be a section, remembers it.
func (ev *evaluator) watched(n elixir.Node, s *section) *Value {
	w := &watch{section: s, vars: ev.vars}
	steps, mark, before := ev.steps, ev.path.mark(), ev.state.fork()
	reads, raises, opaques := len(ev.out.Reads), len(ev.out.Raises), len(ev.out.Opaques)
	ev.watch, ev.path.watch, ev.state = w, w, before
	s.value = ev.eval(n)
	w.entangled = w.entangled || ev.path.mark() != mark || ev.path.assumes(s.tests) || ev.raised || ev.defined || ev.state.env != nil ||
		ev.names != s.names || ev.steps > maxSteps
	ev.watch, ev.path.watch = nil, nil

	s.steps = ev.steps - steps
	s.listed, s.raises, s.opaques = slices.Clone(ev.out.Reads[reads:]), slices.Clone(ev.out.Raises[raises:]), slices.Clone(ev.out.Opaques[opaques:])
	for b := ev.vars; b != w.vars; b = b.next {
		s.bound = append(s.bound, binding{name: b.name, value: b.value})
	}
	slices.Reverse(s.bound)
	for _, r := range s.reads {
		s.intact = append(s.intact, *r)
	}
	if !w.entangled && s.adds(before.apps, ev.state.apps) && ev.sections.memo.within(s) {
		ev.sections.at[n.Pos()] = s
	}
	return s.value
}

// adds notes what was added to the configuration. It is false when anything else
// happened to it.
func (s *section) adds(before, after []appConfig) bool {
	for i, app := range after {
		var old *Value
		if i < len(before) {
			old = before[i].conf
		}
		if app.conf == old {
			continue
		}
		a := addition{app: app.name, before: shapeOf(old), after: *app.conf, pairs: app.conf.Elems}
		if app.conf.Kind != List || len(app.conf.Reads) > 0 || app.conf.rare != nil {
			return false
		}
		if old != nil {
			n := len(old.Elems)
			if old.Kind != List || len(a.pairs) < n || !slices.Equal(old.Elems, a.pairs[:n]) {
				return false
			}
			a.pairs, a.kept = a.pairs[n:], a.after.Range == old.Range
		}
		a.after.Elems = nil
		s.apps = append(s.apps, a)
	}
	return true
}

// within reports whether all that a section made stands in its text, or where a
// variable is set that it asked for.
func (m *Memo) within(s *section) bool {
	inside := true
	m.passes++
	s.walk(&walker{pass: m.passes, place: func(r *parsers.Range) {
		inside = inside && (!r.IsValid() || s.at.From <= r.From && r.To <= s.at.To ||
			slices.ContainsFunc(s.asked, func(a answered) bool { return a.variable.Range == *r }))
	}})
	return inside
}

// shift moves a section to where its text stands now. Texts do not overlap where
// they stood before, so what is at its new place already stays there.
func (m *Memo) shift(s *section, to parsers.Range) {
	by, from := to.From-s.at.From, s.at
	if by == 0 {
		return
	}
	m.passes++
	s.walk(&walker{pass: m.passes, place: func(r *parsers.Range) {
		if from.From <= r.From && r.To <= from.To {
			r.From, r.To = r.From+by, r.To+by
		}
	}})
	s.at = to
}

// walk goes through everything that a section made.
func (s *section) walk(w *walker) {
	w.value(s.value)
	for i := range s.bound {
		w.value(s.bound[i].value)
	}
	for _, r := range s.reads {
		w.read(r)
	}
	for _, r := range s.raises {
		w.place(&r.Range)
		w.guard(r.Guard)
	}
	w.values(s.opaques)
	for i := range s.apps {
		if a := &s.apps[i]; !a.kept {
			w.place(&a.after.Range)
		}
		w.values(s.apps[i].pairs)
	}
}
