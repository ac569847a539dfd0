package mnesia

import "github.com/flylint/flylint/linter"

// NoRecoveryPlan is mnesia/no-recovery-plan.
func NoRecoveryPlan() *linter.Check {
	return &linter.Check{
		Slug:     "mnesia/no-recovery-plan",
		Severity: linter.Info,
		FixKind:  linter.Advice,
		Since:    "0.1.0",
		Evidence: linter.InFly | linter.InLib,
		Elixir:   true,
		Documentation: linter.Documentation{
			Summary: "Mnesia tables on a volume of which no copy is ever taken",
			What: "The code asks for tables on disc, their volume has `scheduled_snapshots = false`, and nothing in the code calls `:mnesia.backup`, `install_fallback`, `dump_to_textfile` or subscribes to Mnesia's events. " +
				"Fly's daily snapshots are on unless they are switched off; they count as a plan.",
			Why: "A VM that is killed again and again while it writes can leave a table's file damaged: Mnesia then stops with `{:bad_type, …}` or reports a DCD or DCL file it cannot read. " +
				"A volume lives on one host and is lost with it.",
			Instead:    "Leave scheduled_snapshots on, or take backups: `:mnesia.backup(~c\"/data/backups/…\")`, copied off the machine.",
			Ignore:     "When the tables can be built again from another source.",
			References: []string{volumes, "https://fly.io/docs/volumes/snapshots/", userGuide},
		},
		Judge: noRecoveryPlan,
	}
}

func noRecoveryPlan(p *linter.Pass) {
	m := p.Mnesia()
	if m == nil || len(m.Disc) == 0 || m.Mount == nil || m.Backs() {
		return
	}
	snapshots := m.Mount.ScheduledSnapshots
	if !snapshots.Set || snapshots.V {
		return
	}
	d := p.Report(snapshots, "Mnesia's tables are on this volume, it has no snapshots, and the code takes no backup: a table that a crash damages, or a host that is lost, cannot be brought back").
		Path("%s", snapshots.Path).Label("no copy anywhere").
		Help("leave scheduled_snapshots on, or call :mnesia.backup and keep the file elsewhere")
	relateTables(d, m, snapshots.Range)
}
