package model

import (
	"github.com/flylint/flylint/model/exconfig"
	"github.com/flylint/flylint/model/project"
	"github.com/flylint/flylint/parsers"
	"github.com/flylint/flylint/parsers/elixir"
)

// Scheduler is a Quantum scheduler that a process group starts.
// Facts: hexdocs.pm/quantum, "Configuration".
type Scheduler struct {
	Child *project.Child
	Path  string         // of its jobs in the model
	Jobs  exconfig.Truth // whether it has any
	At    parsers.Range  // where it is configured, else the child
}

// Schedulers lists the Quantum schedulers that a process group may start.
func (d *Deployment) Schedulers(group string) []Scheduler {
	if d.Tree == nil || !d.mayStart(group) {
		return nil
	}
	modules := append(d.Lib.Using("Quantum"), d.Lib.Using("Quantum.Scheduler")...)
	var out []Scheduler
	for _, child := range d.Tree.Find(modules) {
		mod := moduleNamed(modules, child.Module)
		use := mod.Use("Quantum")
		if use == nil {
			use = mod.Use("Quantum.Scheduler") // before version 3
		}
		app, _ := elixir.AtomValue(use.Option("otp_app"))
		key := "Elixir." + mod.Name
		s := Scheduler{Child: child, At: child.Range, Path: "config." + app + "." + mod.Name + ".jobs"}
		s.Jobs = verdictOf(d.ConfigOf(group).Get(app, key, "jobs"), hasElements)
		if e := d.ConfigOf(group).Entry(app, key, "jobs"); e != nil && e.Key.IsValid() {
			s.At = e.Key
		}
		out = append(out, s)
	}
	return out
}
