package exconfig

import (
	"slices"

	"github.com/flylint/flylint/parsers"
	"github.com/flylint/flylint/parsers/elixir"
)

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

// watched evaluates a statement and, if it proves to be a section, remembers it.
func (ev *evaluator) watched(n elixir.Node, s *section) {
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
	for i := range s.asked {
		s.numbers = append(s.numbers, ev.sections.memo.number(s.asked[i].question))
	}
	if !w.entangled && s.adds(before.apps, ev.state.apps) && ev.sections.memo.within(s) {
		ev.sections.at[n.Pos()] = s
	}
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
		a.plain = plainKeyword(&Value{Kind: List, Elems: a.pairs})
		a.after.Elems = nil
		s.apps = append(s.apps, a)
	}
	return true
}

// within reports whether all that a section made stands in its text, or where a
// variable is set that it asked for. It notes the former's places, each once and
// without those that the survey's section has: what both share moves with that.
// Meanwhile a place that is noted is negative.
func (m *Memo) within(s *section) bool {
	inside := true
	m.passes++
	s.survey.mark()
	s.walk(&walker{pass: m.passes, place: func(r *parsers.Range) {
		switch {
		case r.From < 0 || !r.IsValid():
		case s.at.From <= r.From && r.To <= s.at.To:
			s.places = append(s.places, r)
			r.From = -r.From
		default:
			inside = inside && slices.ContainsFunc(s.asked, func(a answered) bool { return a.variable.Range == *r })
		}
	}})
	s.mark()
	s.survey.mark()
	return inside
}

// mark makes the places of a section negative, or takes that back.
func (s *section) mark() {
	if s == nil {
		return
	}
	for _, r := range s.places {
		r.From = -r.From
	}
}

// shift moves a section to where its text stands now.
func (s *section) shift(to parsers.Range) {
	by := to.From - s.at.From
	if by == 0 {
		return
	}
	for _, r := range s.places {
		r.From, r.To = r.From+by, r.To+by
	}
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
