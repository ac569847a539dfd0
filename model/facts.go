package model

import "slices"

// Facts is what a team knows of its running apps and states in the settings,
// since no file shows it.
type Facts struct {
	ByApp map[string]AppFacts // by the app's name; "" is for all apps
}

// EveryGroup stands for every process group in AppFacts.Machines.
const EveryGroup = ""

// AppFacts is what is known of one app. The zero AppFacts is nothing.
type AppFacts struct {
	Machines     map[string]int // how many run, by process group; see EveryGroup
	Pooler       PoolerMode     // "" when not stated
	Secrets      *Secrets       // all of them, by name; nil when not stated
	DatabaseHost string         // the server behind secret URLs; "" when not stated
}

// PoolerMode says how the pooler between the app and its database works.
type PoolerMode string

// The modes of a pooler. NoPooler says that there is none.
const (
	PoolerTransaction PoolerMode = "transaction"
	PoolerSession     PoolerMode = "session"
	PoolerStatement   PoolerMode = "statement"
	NoPooler          PoolerMode = "none"
)

// Valid reports whether the mode is one of those known.
func (m PoolerMode) Valid() bool {
	return slices.Contains([]PoolerMode{PoolerTransaction, PoolerSession, PoolerStatement, NoPooler}, m)
}

// Of is what is known of an app: each fact its own block states, else what the
// block for all apps does.
func (f *Facts) Of(app string) AppFacts {
	if f == nil {
		return AppFacts{}
	}
	known := f.ByApp[""]
	if app == "" {
		return known
	}
	own := f.ByApp[app]
	if own.Machines != nil {
		known.Machines = own.Machines
	}
	if own.Pooler != "" {
		known.Pooler = own.Pooler
	}
	if own.Secrets != nil {
		known.Secrets = own.Secrets
	}
	if own.DatabaseHost != "" {
		known.DatabaseHost = own.DatabaseHost
	}
	return known
}

// MachinesOf is how many machines a process group has; false when that is not
// stated.
func (f AppFacts) MachinesOf(group string) (int, bool) {
	if n, ok := f.Machines[group]; ok {
		return n, true
	}
	n, ok := f.Machines[EveryGroup]
	return n, ok
}

// learn takes in what is stated of the deployment's app. A list that
// `fly secrets list` printed says more than one in the settings.
func (b *Basis) learn(facts *Facts) {
	b.Facts = facts.Of(b.Fly.App.V)
	if b.Secrets == nil {
		b.Secrets = b.Facts.Secrets
	}
}

// TwoMachinesProven reports whether a process group surely has two machines: the
// settings state it, or the fly config keeps so many running.
func (b *Basis) TwoMachinesProven(group string) bool {
	if n, stated := b.Facts.MachinesOf(group); stated {
		return n >= 2
	}
	return b.Fly.TwoMachinesProven(group)
}

// TwoMachinesPossible reports whether a process group may have two machines: the
// settings state it or, where they say nothing, a first deploy makes two.
func (b *Basis) TwoMachinesPossible(group string) bool {
	if n, stated := b.Facts.MachinesOf(group); stated {
		return n >= 2
	}
	return b.Fly.TwoMachinesPossible(group)
}

// OneMachine reports whether the settings state that a process group never has
// two machines.
func (b *Basis) OneMachine(group string) bool {
	n, stated := b.Facts.MachinesOf(group)
	return stated && n < 2
}

// passesTransactions reports whether connections are handed out by transaction
// or statement, as far as that is stated.
func (m PoolerMode) passesTransactions() bool { return m == PoolerTransaction || m == PoolerStatement }
