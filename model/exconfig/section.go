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
	names   *names
	survey  *section // what the survey made of the same statement
	asked   []answered
	numbers []int    // of what was asked
	tests   []string // variables of which it matters what is assumed: nothing

	at      parsers.Range    // the statement
	places  []*parsers.Range // all that lies in it, of what the section made
	run     int              // the last one that it served
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
	plain  bool     // they are pairs of a keyword list, without twins among them
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
	rec  *recorder
	task task
	tree *elixir.File
	at   map[token.Pos]*section // those that were used or made
}

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
			s.shift(now.at)
			return s.replay(ev)
		}
	}
	s := now
	ev.watched(n, &s)
	if k.at[n.Pos()] != nil {
		text = strings.Clone(text) // the file's whole text would stay
		k.memo.sections[text] = append(k.memo.sections[text], &s)
	}
	return s.value
}

// separable reports whether a statement may be a section here.
func (ev *evaluator) separable(n elixir.Node) bool {
	return ev.sections != nil && ev.watch == nil && ev.sections.memo.passes < lastPass && n.End()-n.Pos() <= maxSection && ev.follows == 0 && ev.mod == nil && !ev.defined &&
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
		if !s.apps[i].fits(ev.state.app(s.apps[i].app)) {
			return false
		}
	}
	return s.answered(ev.sections.rec)
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
func (s *section) answered(rec *recorder) bool {
	for i := range s.asked {
		old := &s.asked[i]
		if now := rec.again(old.question, s.numbers[i]); !old.same(now) || old.variable.Range != now.variable.Range {
			return false
		}
	}
	return true
}

// fits reports whether the addition can be made to a configuration.
func (a *addition) fits(to appConfig) bool {
	if shapeOf(to.conf) != a.before {
		return false
	}
	return to.conf == nil || (to.plain || plainKeyword(to.conf)) &&
		!slices.ContainsFunc(a.pairs, func(p *Value) bool { return indexKey(to.conf.Elems, p.Elems[0].Text) >= 0 })
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
		a := &s.apps[i]
		ev.state.put(a.made(ev.state.app(a.app)))
	}
	return s.value
}

// made is a configuration with the addition.
func (a *addition) made(to appConfig) appConfig {
	v := a.after
	now := appConfig{name: a.app, conf: &v, plain: a.plain}
	if to.conf == nil {
		v.Elems = a.pairs
		return now
	}
	if a.kept {
		v.Range = to.conf.Range
	}
	v.Elems, now.row = to.extended(a.pairs)
	return now
}
