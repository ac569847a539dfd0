package model

import (
	"slices"

	"github.com/flylint/flylint/model/exconfig"
	"github.com/flylint/flylint/parsers"
)

// ObanSetting is one value that a notifier, peer, engine or plugin may have.
type ObanSetting struct {
	Role    ObanRole
	Module  string          // full name; "" for none and for what cannot be told
	Off     bool            // false or nil was given
	Options *exconfig.Value // of {Module, options}; nil without
	Value   *exconfig.Value // the module as configured; nil for what Oban takes by default
	Element *exconfig.Value // Value, or the {Module, options} it stands in
	When    exconfig.Guard  // the conditions for this value; empty: none
}

// Default reports whether nothing is configured and this is what Oban takes.
func (s ObanSetting) Default() bool { return s.Value == nil }

// Settings lists what is configured for a role other than plugins, by
// alternative. What is not set is the default of its version and engine.
func (o *Oban) Settings(role ObanRole) []ObanSetting {
	v := o.Option(string(role))
	if v == nil {
		return o.defaults(role, nil)
	}
	var out []ObanSetting
	v.Leaves(func(when exconfig.Guard, leaf *exconfig.Value) {
		if leaf.Kind == exconfig.Missing {
			out = append(out, o.defaults(role, when)...)
			return
		}
		out = append(out, settingOf(role, when, leaf))
	})
	return out
}

func settingOf(role ObanRole, when exconfig.Guard, v *exconfig.Value) ObanSetting {
	s := ObanSetting{Role: role, Value: v, Element: v, When: when}
	if v.Kind == exconfig.Tuple && len(v.Elems) == 2 {
		s.Options = v.Elems[1]
		v = v.Elems[0]
		s.Value = v
	}
	switch {
	case v.Kind != exconfig.Atom:
	case v.Text == "nil" || v.Text == "false":
		s.Off = true
	default:
		if s.Module, _ = v.Module(); s.Module == "" {
			s.Module = ":" + v.Text
		}
	}
	return s
}

// defaults lists what Oban takes where a role is not set: Lite and Dolphin
// have other ones than Basic.
func (o *Oban) defaults(role ObanRole, when exconfig.Guard) []ObanSetting {
	if role == ObanEngine {
		return []ObanSetting{{Role: role, Module: ObanEngineBasic, When: when}}
	}
	var out []ObanSetting
	for _, engine := range o.Settings(ObanEngine) {
		s := ObanSetting{Role: role, When: slices.Concat(when, engine.When)}
		switch {
		case engine.Module == "":
		case role == ObanNotifier:
			s.Module = defaultNotifier(engine.Module)
		case role == ObanPeer:
			s.Module = defaultPeer(engine.Module)
		}
		out = append(out, s)
	}
	return out
}

func defaultNotifier(engine string) string {
	if engine == ObanEngineLite || engine == ObanEngineDolphin {
		return ObanNotifierPG
	}
	return ObanNotifierPostgres
}

func defaultPeer(engine string) string {
	if engine == ObanEngineLite {
		return ObanPeerIsolated
	}
	return ObanPeerDatabase
}

// Plugins lists the plugins that may run, and whether there can be others that
// are not seen.
func (o *Oban) Plugins() (plugins []ObanSetting, all bool) {
	all = o.Exact && o.Options != nil
	if o.Testing() == exconfig.Always {
		return nil, all
	}
	v := o.Option("plugins")
	v.Leaves(func(when exconfig.Guard, leaf *exconfig.Value) {
		elems, isList := leaf.List()
		if !isList && leaf.Truthy() != exconfig.Never && leaf.Kind != exconfig.Missing {
			all = false
		}
		for _, e := range elems {
			e.Leaves(func(more exconfig.Guard, one *exconfig.Value) {
				if one.Kind == exconfig.Missing {
					return
				}
				s := settingOf(ObanPlugin, slices.Concat(when, more), one)
				all = all && s.Module != ""
				plugins = append(plugins, s)
			})
		}
	})
	return plugins, all
}

// Configured lists every module that is configured and that Oban checks when it
// starts: in a testing mode neither peer nor plugins.
func (o *Oban) Configured() []ObanSetting {
	out := slices.Concat(o.Settings(ObanEngine), o.Settings(ObanNotifier))
	if o.Testing() != exconfig.Always {
		plugins, _ := o.Plugins()
		out = slices.Concat(out, o.Settings(ObanPeer), plugins)
	}
	return slices.DeleteFunc(out, ObanSetting.Default)
}

// Testing tells whether the instance is in a testing mode, in which it runs no
// queues, no plugins and never leads.
func (o *Oban) Testing() exconfig.Truth {
	return verdictOf(o.Option("testing"), func(v *exconfig.Value) exconfig.Truth {
		switch {
		case v.IsAtom("manual") || v.IsAtom("inline"):
			return exconfig.Always
		case v.Kind == exconfig.Missing || v.Kind == exconfig.Atom:
			return exconfig.Never
		}
		return exconfig.Maybe
	})
}

// RunsQueues tells whether the instance runs jobs.
func (o *Oban) RunsQueues() exconfig.Truth {
	if o.Testing() == exconfig.Always {
		return exconfig.Never
	}
	if o.Options == nil {
		return exconfig.Maybe
	}
	return o.unless(verdictOf(o.Option("queues"), hasElements))
}

// Queues is where the queues stand that the instance runs, in one case at
// least; invalid when none are seen.
func (o *Oban) Queues() parsers.Range {
	var at parsers.Range
	o.Option("queues").Leaves(func(_ exconfig.Guard, leaf *exconfig.Value) {
		if !at.IsValid() && hasElements(leaf) != exconfig.Never {
			at = leaf.Range
		}
	})
	return at
}

// RunsCron tells whether the instance inserts jobs by a crontab.
func (o *Oban) RunsCron() exconfig.Truth {
	if o.Options == nil {
		return exconfig.Maybe
	}
	plugins, all := o.Plugins()
	verdict := exconfig.Never
	if o.triggers {
		verdict = exconfig.Maybe
	}
	for _, p := range plugins {
		if p.Module != ObanCron && p.Module != "Oban.Pro.Plugins.DynamicCron" || p.Options == nil {
			continue
		}
		entries := verdictOf(p.Options.Keyword("crontab"), hasElements)
		switch {
		case entries == exconfig.Always && len(p.When) == 0:
			return exconfig.Always
		case entries != exconfig.Never:
			verdict = exconfig.Maybe
		}
	}
	list := o.Option("plugins")
	if v := o.Option("crontab"); v != nil && (list == nil || list.Truthy() != exconfig.Never) {
		return verdictOf(v, hasElements) // the option of versions before 2.4, still understood
	}
	if !all {
		return exconfig.Maybe
	}
	return verdict
}

// unless is an answer that code on the way may have changed.
func (o *Oban) unless(t exconfig.Truth) exconfig.Truth {
	if !o.Exact && t == exconfig.Never {
		return exconfig.Maybe
	}
	return t
}

// hasElements tells whether v is a list with elements.
func hasElements(v *exconfig.Value) exconfig.Truth {
	elems, isList := v.List()
	switch {
	case isList && slices.ContainsFunc(elems, certain):
		return exconfig.Always
	case isList && len(elems) == 0, v.Kind == exconfig.Missing, v.Truthy() == exconfig.Never:
		return exconfig.Never
	}
	return exconfig.Maybe
}

// certain reports whether an element is surely in its list: a keyword whose
// value is Missing in some cases is not.
func certain(v *exconfig.Value) bool {
	if v.Kind != exconfig.Tuple || len(v.Elems) != 2 {
		return v.Kind != exconfig.Choice
	}
	there := true
	v.Elems[1].Leaves(func(_ exconfig.Guard, leaf *exconfig.Value) { there = there && leaf.Kind != exconfig.Missing })
	return there
}

// verdictOf answers a question about a value with alternatives. A value that is
// not set answers Never.
func verdictOf(v *exconfig.Value, ask func(*exconfig.Value) exconfig.Truth) exconfig.Truth {
	if v == nil {
		return exconfig.Never
	}
	verdict, first := exconfig.Never, true
	v.Leaves(func(_ exconfig.Guard, leaf *exconfig.Value) {
		switch t := ask(leaf); {
		case first:
			verdict, first = t, false
		case t != verdict:
			verdict = exconfig.Maybe
		}
	})
	return verdict
}
