package exconfig

import (
	"go/token"

	"github.com/flylint/flylint/parsers"
)

// mover gives a configuration other positions, in place: the variables it was
// evaluated with are worth the same and are set elsewhere, since the file that
// sets them was edited. What a value is does not depend on where it stands, so
// nothing else changes.
type mover struct {
	to       map[parsers.Range]parsers.Range
	from     map[parsers.Range]parsers.Range // the other way round
	first    token.Pos                       // of the old places
	last     token.Pos
	homeless bool // a value stands at an old place that has no new one
	walker
}

// walker goes through values and all they are made of, for their places.
type walker struct {
	place func(*parsers.Range)
	pass  uint16 // values are shared, so each is visited once a pass
}

// move notes that what stood at one place stands at another. It is not ok when
// that contradicts what is known: two places must not become one, or one two.
func (m *mover) move(from, to parsers.Range) (ok bool) {
	if m.to == nil {
		m.to, m.from = map[parsers.Range]parsers.Range{}, map[parsers.Range]parsers.Range{}
		m.first, m.place = from.From, m.replace
	}
	known, moved := m.to[from]
	origin, taken := m.from[to]
	m.to[from], m.from[to] = to, from
	m.first, m.last = min(m.first, from.From), max(m.last, from.To)
	return from.IsValid() && to.IsValid() && (!moved || known == to) && (!taken || origin == from)
}

// config moves a configuration. It is not ok when that cannot be done in full:
// then the configuration is of no use any more.
func (m *mover) config(c *Config) (ok bool) {
	for _, apps := range [][]appConfig{c.apps, c.build, c.runtime} {
		for _, a := range apps {
			m.value(a.conf)
		}
	}
	for _, r := range c.reads {
		m.read(r)
	}
	for _, r := range c.BuildReads {
		m.read(r)
	}
	for _, r := range c.Raises {
		m.place(&r.Range)
		m.guard(r.Guard)
	}
	m.values(c.Opaques)
	return !m.homeless
}

func (m *mover) replace(r *parsers.Range) {
	if r.From < m.first || r.From > m.last {
		return
	}
	to, moved := m.to[*r]
	if !moved {
		m.homeless = true
		return
	}
	*r = to
}

func (w *walker) values(list []*Value) {
	for _, v := range list {
		w.value(v)
	}
}

func (w *walker) value(v *Value) {
	if v == nil || v.moved == w.pass {
		return
	}
	v.moved = w.pass
	w.place(&v.Range)
	w.place(&v.expr)
	w.values(v.Elems)
	for _, r := range v.Reads {
		w.read(r)
	}
	if v.rare == nil {
		return
	}
	for i := range v.rare.alts {
		w.guard(v.rare.alts[i].When)
		w.value(v.rare.alts[i].Value)
	}
	w.values(v.rare.inputs)
	if c, ok := v.rare.fn.(*closure); ok {
		for b := c.vars; b != nil; b = b.next {
			w.value(b.value)
		}
	}
}

func (w *walker) read(r *Read) {
	if r.moved == w.pass {
		return
	}
	r.moved = w.pass
	w.place(&r.Range)
	w.place(&r.NameRange)
	w.value(r.Default)
	w.guard(r.Guard)
}

func (w *walker) guard(g Guard) {
	for i := range g {
		w.place(&g[i].Range)
		w.value(g[i].test)
	}
}
