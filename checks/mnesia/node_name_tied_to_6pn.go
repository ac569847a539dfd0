package mnesia

import "github.com/flylint/flylint/linter"

// NodeNameTiedTo6PN is mnesia/node-name-tied-to-6pn.
func NodeNameTiedTo6PN() *linter.Check {
	return &linter.Check{
		Slug:     "mnesia/node-name-tied-to-6pn",
		Severity: linter.Warning,
		FixKind:  linter.Advice,
		Since:    "0.1.0",
		Evidence: linter.InLib | linter.InEnv | linter.InRel,
		Elixir:   true,
		Documentation: linter.Documentation{
			Summary: "Mnesia tables on a volume that belong to the machine's present address",
			What:    "RELEASE_NODE ends in the machine's private address, the code asks for tables on disc, and their directory is on a volume.",
			Why: "The private address names the host a machine runs on. It outlives deploys and restarts, but Fly moves machines to other hosts, volumes and all, and a machine made from a snapshot has " +
				"another address from the start. Then the schema on the volume belongs to a node that no longer exists: `:mnesia.start` gives `:ok`, `wait_for_tables` times out, `create_table` says " +
				"`{:already_exists, table}`.",
			Instead: "Notice it at boot: compare `node()` with `:mnesia.table_info(:schema, :disc_copies)` and refuse to serve when it is not among them. Keep backups (`:mnesia.backup/1`), which can be restored under " +
				"another name. A node that needs no cluster can have a name without an address, such as `my_app@127.0.0.1`.",
			Ignore:     "When every table has a copy on another machine from which it is taken again, or when the code takes tables over from an earlier name.",
			References: []string{"https://fly.io/docs/networking/private-networking/", manual + "#backup-1", userGuide},
		},
		Judge: nodeNameTiedTo6PN,
	}
}

func nodeNameTiedTo6PN(p *linter.Pass) {
	m, c := nodeName(p)
	if m == nil || m.Mount == nil || !c.OnPrivateIP() {
		return
	}
	if _, changing := c.PerDeploy(); changing {
		return // mnesia/node-name-per-deploy has worse to say
	}
	d := p.Report(c.Node.Range, "Mnesia's tables on %s belong to the node's name, and it holds the machine's private address, which changes when Fly moves the machine to another host: "+
		"Mnesia then starts without an error, but wait_for_tables times out and the data cannot be reached", m.Mount.Destination.V).
		Path("env.RELEASE_NODE").Label("holds until the machine moves").
		Help("check at boot that node() is among :mnesia.table_info(:schema, :disc_copies), and keep backups to restore under another name")
	relateTables(d, m, c.Node.Range)
}
