package exconfig

import "slices"

// state is the configuration at one point of the evaluation, and what the
// files changed of the environment. Forks share it until one of them writes;
// a copy that is none must take the place of the other.
type state struct {
	apps   []appConfig
	shared bool // apps belongs to an earlier state too
	env    *override
}

// appConfig is what is configured for one application so far.
type appConfig struct {
	name  string
	conf  *Value // a keyword list
	plain bool   // conf is known to be one without twins
	row   *row   // what conf's elements are the beginning of; may be nil
}

// row is a list that grows at its end. Configurations that follow from one
// another are beginnings of the same row.
type row struct{ elems []*Value }

// extended is the elements with some more behind them: in the same row, if these
// are all there is in it.
func (a *appConfig) extended(more []*Value) ([]*Value, *row) {
	r := a.row
	if r == nil || len(r.elems) != len(a.conf.Elems) {
		r = &row{append(make([]*Value, 0, 2*(len(a.conf.Elems)+len(more))), a.conf.Elems...)}
	}
	r.elems = append(r.elems, more...)
	return slices.Clip(r.elems), r
}

// override is a variable the files set themselves: System.put_env.
type override struct {
	name  string
	value *Value
	next  *override
}

// fork is the state for each of several ways to go on.
func (s state) fork() state {
	s.shared = true
	return s
}

func (s state) get(app string) *Value { return s.app(app).conf }

// app is what is configured for an application; nothing for one without.
func (s state) app(name string) appConfig {
	for _, a := range s.apps {
		if a.name == name {
			return a
		}
	}
	return appConfig{}
}

func (s *state) set(app string, conf *Value) { s.put(appConfig{name: app, conf: conf}) }

func (s *state) put(app appConfig) {
	if s.shared {
		s.apps = append(make([]appConfig, 0, len(s.apps)+4), s.apps...)
		s.shared = false
	}
	for i := range s.apps {
		if s.apps[i].name == app.name {
			s.apps[i] = app
			return
		}
	}
	s.apps = append(s.apps, app)
}

// joinStates is the configuration that is one of the branches'.
func (ev *evaluator) joinStates(branches []branch) state {
	first := branches[0].state
	joined := state{apps: first.apps, shared: true, env: joinOverrides(branches)}
	if sameApps(branches) {
		return joined
	}
	for _, app := range appNames(branches) {
		cells := make([]Alternative, len(branches))
		unchanged := true
		for i, b := range branches {
			conf := b.state.get(app)
			unchanged = unchanged && conf == first.get(app)
			if conf == nil {
				conf = missing()
			}
			cells[i] = Alternative{b.when, conf}
		}
		if !unchanged {
			joined.set(app, joinTrees(cells))
		}
	}
	return joined
}

// joinOverrides keeps what all branches agree on. A variable that only some of
// them set becomes a Choice.
func joinOverrides(branches []branch) *override {
	first := branches[0].state.env
	agreed := true
	for _, b := range branches[1:] {
		agreed = agreed && b.state.env == first
	}
	if agreed {
		return first
	}
	var out *override
	for _, b := range branches {
		for o := b.state.env; o != nil; o = o.next {
			if out.find(o.name) == nil {
				out = &override{o.name, joinOverride(branches, o.name), out}
			}
		}
	}
	return out
}

func joinOverride(branches []branch, name string) *Value {
	cells := make([]Alternative, len(branches))
	for i, b := range branches {
		value := b.state.env.find(name)
		if value == nil {
			value = missing()
		}
		cells[i] = Alternative{b.when, value}
	}
	return joinValues(cells)
}

func (o *override) find(name string) *Value {
	for ; o != nil; o = o.next {
		if o.name == name {
			return o.value
		}
	}
	return nil
}

func sameApps(branches []branch) bool {
	first := branches[0].state.apps
	for _, b := range branches[1:] {
		apps := b.state.apps
		if len(apps) != len(first) || len(apps) > 0 && &apps[0] != &first[0] {
			return false
		}
	}
	return true
}

func appNames(branches []branch) []string {
	var names []string
	for _, b := range branches {
	next:
		for _, a := range b.state.apps {
			for _, known := range names {
				if known == a.name {
					continue next
				}
			}
			names = append(names, a.name)
		}
	}
	return names
}
