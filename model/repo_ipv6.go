package model

import (
	"slices"

	"github.com/flylint/flylint/model/exconfig"
)

// IPv6 answers whether the repository looks its server up by IPv6: :inet6 is
// among its socket options. known is false when they cannot be read.
func (r *Repo) IPv6() (effective exconfig.Truth, known bool) {
	v := r.Option("socket_options")
	if v == nil {
		return exconfig.Never, !r.Unread
	}
	with, without := 0, 0
	known = !r.Unread
	v.Leaves(func(_ exconfig.Guard, leaf *exconfig.Value) {
		switch {
		case hasInet6(leaf):
			with++
		case leaf.Kind == exconfig.List, leaf.Kind == exconfig.Missing, leaf.IsNil():
			without++
		case leaf.Kind != exconfig.Raise:
			known = false
		}
	})
	switch {
	case without == 0 && with > 0:
		return exconfig.Always, known
	case with == 0:
		return exconfig.Never, known
	}
	return exconfig.Maybe, known
}

func hasInet6(list *exconfig.Value) bool {
	return list.Kind == exconfig.List && slices.ContainsFunc(list.Elems, func(e *exconfig.Value) bool { return e.IsAtom("inet6") })
}

// IPv6Gate is the test of an environment variable that decides whether the
// repository uses IPv6, be the variable known or not; nil when there is none.
// It is negated where :inet6 stands in the else branch. The answer costs an
// evaluation of the configuration.
func (d *Deployment) IPv6Gate(r *Repo) *exconfig.Condition {
	var gate *exconfig.Condition
	for _, open := range d.openRepos() {
		if open.Module.Name != r.Module.Name {
			continue
		}
		open.Option("socket_options").Leaves(func(when exconfig.Guard, leaf *exconfig.Value) {
			if gate != nil || !hasInet6(leaf) {
				return
			}
			for _, c := range when {
				if c.Var != "" && gate == nil {
					gate = &c
				}
			}
		})
	}
	return gate
}

// openRepos lists the repositories as they are while nothing is known of the
// environment, so that no test of a variable is decided.
func (d *Deployment) openRepos() []*Repo {
	opts := d.evalOptions(d.Fly.DefaultGroup())
	opts.Runtime = nil
	return d.reposUnder(d.evaluate(opts.Build, nil), opts)
}

// Passes is a text that satisfies the gate when the variable has it; "" when
// none is known to.
func Passes(gate *exconfig.Condition) string {
	switch {
	case gate == nil || gate.Negated:
		return ""
	case gate.Op == exconfig.OpSet:
		return "true"
	case gate.Op == exconfig.OpEquals || gate.Op == exconfig.OpIn:
		if slices.Contains(gate.Values, "true") || len(gate.Values) == 0 {
			return "true"
		}
		return gate.Values[0]
	}
	return ""
}
