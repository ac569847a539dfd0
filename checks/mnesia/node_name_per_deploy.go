package mnesia

import (
	"slices"

	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model"
)

// NodeNamePerDeploy is mnesia/node-name-per-deploy.
func NodeNamePerDeploy() *linter.Check {
	return &linter.Check{
		Slug:     "mnesia/node-name-per-deploy",
		Severity: linter.Error,
		FixKind:  linter.UnsafeFix,
		Since:    "0.1.0",
		Evidence: linter.InFly | linter.InLib | linter.InEnv | linter.InRel,
		Elixir:   true,
		Documentation: linter.Documentation{
			Summary: "Mnesia tables on a volume that belong to a node name of one deploy",
			What: "RELEASE_NODE in force in the default process group, when the code asks for tables on disc and their directory is on a volume. The rel/env.sh.eex that `fly launch` writes puts " +
				"`${FLY_IMAGE_REF##*-}` into the name, which is right for a cluster without state and wrong here.",
			Why: "A Mnesia schema holds the names of the nodes that own each table. A node of another name starts on the same directory without an error: `:mnesia.start` gives `:ok`, the tables are listed, " +
				"but `wait_for_tables` times out and `create_table` answers `{:already_exists, table}`. The data are there and nobody can reach them.",
			Instead:    "Give the node a name that outlives deploys: `my_app@${FLY_PRIVATE_IP}` changes only when the machine moves (see mnesia/node-name-tied-to-6pn).",
			FixSafety:  "The fix is unsafe: tables made under an earlier name stay out of reach under the new one too, and old and new machines join one cluster during a deploy.",
			Ignore:     "When the code itself takes tables over from an earlier name.",
			References: []string{manual + "#create_schema-1", userGuide, "https://fly.io/docs/elixir/the-basics/clustering/", "https://fly.io/docs/machines/runtime-environment/"},
		},
		Judge: nodeNamePerDeploy,
	}
}

func nodeNamePerDeploy(p *linter.Pass) {
	m, c := nodeName(p)
	if m == nil || m.Mount == nil {
		return
	}
	part, changing := c.PerDeploy()
	if !changing {
		return
	}
	changes, every := lifetime(part)
	d := p.Report(c.Node.Range, "the node's name changes %s (%s), and Mnesia's tables on %s belong to the old name: it starts without an error, but wait_for_tables times out and the data cannot be reached",
		changes, part.Text, m.Mount.Destination.V).
		Path("env.RELEASE_NODE").Label("another node for Mnesia").
		Help("give the node a name that stays: %s", stableName(p))
	if !every || c.Node.Condition != "" {
		d.As(linter.Warning)
	}
	if c.OnPrivateIP() {
		d.UnsafeFix("tables made under an earlier name stay out of reach, and machines of two releases join one cluster during a deploy",
			"Use "+stableName(p), linter.Replace(c.Node.Range, `"`+stableName(p)+`"`))
	}
	if slices.ContainsFunc(m.Dir.Places, func(place model.MnesiaPlace) bool { return place.NodeNamed }) {
		d.Explains("mnesia/dir-not-on-volume")
	}
	relateTables(d, m, c.Node.Range)
	d.Relate(m.Mount.Destination, "the volume outlives the name")
}

// stableName is a node name that a deploy does not change.
func stableName(p *linter.Pass) string {
	return p.Mix.App.Or("my_app") + "@${FLY_PRIVATE_IP}"
}
