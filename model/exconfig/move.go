package exconfig

import "github.com/flylint/flylint/parsers"

// mover gives a configuration other positions, in place: the variables it was
// evaluated with are worth the same and are set elsewhere, since the file that
// sets them was edited. What a value is does not depend on where it stands, so
// nothing else changes.
type mover struct {
	to   map[parsers.Range]parsers.Range
	from map[parsers.Range]parsers.Range // the other way round
}

// move notes that what stood at one place stands at another. It is not ok when
// that contradicts what is known: two places must not become one, or one two.
func (m *mover) move(from, to parsers.Range) (ok bool) {
	if m.to == nil {
		m.to, m.from = map[parsers.Range]parsers.Range{}, map[parsers.Range]parsers.Range{}
	}
	known, moved := m.to[from]
	origin, taken := m.from[to]
	m.to[from], m.from[to] = to, from
	return from.IsValid() && to.IsValid() && (!moved || known == to) && (!taken || origin == from)
}

// all moves places. What has moved already, with another configuration that it is
// part of too, stays.
func (m *mover) all(places []*parsers.Range) {
	for _, r := range places {
		if to, moved := m.to[*r]; moved {
			*r = to
		}
	}
}

// placesOf finds in a configuration all that stands where one of some variables
// does, or did. It is not ok when something else overlaps with these.
func (c *Config) placesOf(variables map[parsers.Range]bool, pass uint16) (found []*parsers.Range, ok bool) {
	ok = true
	c.walk(&walker{pass: pass, place: func(r *parsers.Range) {
		if variables[*r] {
			found = append(found, r)
			return
		}
		for v := range variables {
			ok = ok && (r.To <= v.From || v.To <= r.From)
		}
	}})
	return found, ok
}

// walker goes through values and all they are made of, for their places.
type walker struct {
	place func(*parsers.Range)
	pass  uint16 // values are shared, so each is visited once a pass
}

// walk goes through everything in a configuration.
func (c *Config) walk(w *walker) {
	for _, apps := range [][]appConfig{c.apps, c.build, c.runtime} {
		for _, a := range apps {
			w.value(a.conf)
		}
	}
	for _, r := range c.reads {
		w.read(r)
	}
	for _, r := range c.BuildReads {
		w.read(r)
	}
	for _, r := range c.Raises {
		w.place(&r.Range)
		w.guard(r.Guard)
	}
	w.values(c.Opaques)
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
