package model

import (
	"github.com/flylint/flylint/model/project"
	"github.com/flylint/flylint/parsers"
)

// stopsMnesia reports whether the call stops Mnesia.
func stopsMnesia(c project.CallSite) bool {
	switch c.Callee.Module {
	case ":mnesia", "Memento", "Amnesia":
		return c.Callee.Name == "stop"
	case "Application", ":application":
		if c.Callee.Name != "stop" {
			return false
		}
		app := c.Constant(0)
		return app != nil && app.IsAtom("mnesia")
	}
	return false
}

// asksDisk reports whether the call asks for what is on the disk, or for what
// Mnesia keeps there; not whether Mnesia runs, which it does at every boot.
func asksDisk(c project.CallSite) bool {
	switch c.Callee.Module {
	case "File", ":file", ":filelib", ":dets", "Path":
		switch c.Callee.Name {
		case "exists?", "regular?", "dir?", "ls", "ls!", "read", "stat", "lstat", "wildcard", "read_file_info",
			"is_file", "is_regular", "is_dir", "list_dir", "open_file", "lookup", "is_dets_file":
			return true
		}
	case ":mnesia":
		switch c.Callee.Name {
		case "create_schema", "table_info":
			return true
		case "system_info":
			what := c.Constant(0)
			return what != nil && (what.IsAtom("use_dir") || what.IsAtom("tables") || what.IsAtom("local_tables") || what.IsAtom("db_nodes"))
		}
	}
	return false
}

// MnesiaStop is a call that stops Mnesia while other processes of the tree run.
type MnesiaStop struct {
	Site  project.CallSite
	Child *project.Child // whose process runs it; nil when the application's start does, after its supervisor

	// OnlyIf is the test of the branch it stands in when that asks what is on
	// the disk or in the schema: then the usual boot may not come by. Else it is
	// invalid.
	OnlyIf parsers.Range
}

// MnesiaStops lists the calls that stop Mnesia from within the running tree,
// each once. What runs before the tree starts, or to end it, does no harm.
func (d *Deployment) MnesiaStops() []MnesiaStop {
	if d.Mnesia() == nil || d.Tree == nil {
		return nil
	}
	var stops []MnesiaStop
	seen := map[parsers.Range]bool{}
	search := d.Lib.Search(stopsMnesia, project.MaxHops)
	note := func(child *project.Child, from []project.CallSite) {
		chain := search.From(from)
		if chain == nil {
			return
		}
		if site := chain[len(chain)-1]; !seen[site.Range] {
			seen[site.Range] = true
			stops = append(stops, MnesiaStop{site, child, d.Lib.Condition(chain, asksDisk, project.MaxHops)})
		}
	}
	for _, child := range d.Tree.All() {
		for _, fn := range d.Lib.Callbacks(child) {
			note(child, fn.Calls())
		}
	}
	for _, start := range d.Tree.Starts {
		note(nil, start.WhileRunning())
	}
	return stops
}
