package mnesia

import (
	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model"
	"github.com/flylint/flylint/model/project"
)

// StopInAppCode is mnesia/stop-in-app-code.
func StopInAppCode() *linter.Check {
	return &linter.Check{
		Slug:     "mnesia/stop-in-app-code",
		Severity: linter.Warning,
		FixKind:  linter.Advice,
		Since:    "0.1.0",
		Evidence: linter.InTree | linter.InLib,
		Elixir:   true,
		Documentation: linter.Documentation{
			Summary: "a process of the running application that stops Mnesia",
			What:    "The calls that a supervised process makes from `start_link`, `init` and its `handle_` callbacks are followed, up to eight functions deep, to `:mnesia.stop`. An info where the call stands under a test of what is on the disk, such as whether a schema exists, as the usual boot then passes it by.",
			Why: "Mnesia is one for the whole VM. `:mnesia.stop()` drops every table that lives in memory, with what is in it, and for every process at once: whoever reads or writes a table meanwhile " +
				"exits with `{:aborted, {:no_exists, table}}` or an ArgumentError from ETS. A GenServer that does so in `init/1` does it again each time its supervisor restarts it, while its siblings work.",
			Instead: "Let Mnesia start once, with its directory known beforehand (`config :mnesia, dir: …` in runtime.exs). A table and its copies can be changed while it runs: " +
				"`:mnesia.change_table_copy_type(:schema, node(), :disc_copies)` makes the schema of a running node persistent, so that `create_schema`, which wants Mnesia stopped, is not needed. " +
				"What does need it stopped belongs into `start/2` of the application, before the supervisor, or into a release task.",
			Ignore:     "When the call can only be reached while nothing uses a table, as in a migration run by hand.",
			References: []string{manual + "#stop-0", manual + "#create_schema-1"},
		},
		Judge: stopInAppCode,
	}
}

func stopInAppCode(p *linter.Pass) {
	for _, stop := range p.MnesiaStops() {
		module := stop.Site.In.Module.Name
		d := p.Report(stop.Site, "%s stops Mnesia while the application runs%s: every table in memory is gone for all processes, and those that use one crash with {:no_exists, …}", runner(stop), onlyIf(stop)).
			Path("tree.%s", module).Label("stops it for the whole VM").
			Help("do not stop it: change_table_copy_type(:schema, node(), :disc_copies) makes a running node's schema persistent; or do this in start/2, before the supervisor starts").
			Relate(stop.OnlyIf, "only when this says so")
		if stop.OnlyIf.IsValid() {
			d.As(linter.Info)
		}
		if stop.Child == nil {
			continue
		}
		d.Relate(stop.Child, "started here, and again whenever it crashes")
		if user, ok := otherUser(p.Mnesia(), module); ok {
			d.Relate(user, "%s uses a table", user.In.Module.Name)
		}
	}
}

// onlyIf says that the usual boot may not stop it.
func onlyIf(stop model.MnesiaStop) string {
	if stop.OnlyIf.IsValid() {
		return " when the disk is not as it expects"
	}
	return ""
}

// runner names the process that makes the call.
func runner(stop model.MnesiaStop) string {
	if stop.Child == nil {
		return "the application's start/2, after its supervisor,"
	}
	return stop.Child.Module
}

// otherUser is a use of a table outside a module.
func otherUser(m *model.Mnesia, module string) (project.CallSite, bool) {
	for _, c := range m.Calls {
		if c.In.Module.Name == module {
			continue
		}
		switch c.Callee.Name {
		case "transaction", "read", "write", "dirty_read", "dirty_write", "dirty_match_object", "match_object", "select", "dirty_select", "table_info":
			return c, true
		}
	}
	return project.CallSite{}, false
}
