package oban

import (
	"strings"

	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model"
	"github.com/flylint/flylint/model/exconfig"
	"github.com/flylint/flylint/parsers"
)

// GlobalPeerWithoutCluster is oban/global-peer-without-cluster.
func GlobalPeerWithoutCluster() *linter.Check {
	return &linter.Check{
		Slug:     "oban/global-peer-without-cluster",
		Severity: linter.Warning,
		FixKind:  linter.SafeFix,
		Since:    "0.1.0",
		Evidence: linter.InConfig | linter.InTree | linter.InEnv,
		Elixir:   true,
		Documentation: linter.Documentation{
			Summary: "Oban.Peers.Global on machines that form no cluster",
			What: "Oban.Peers.Global elects the leader by a lock of Erlang's :global. The rule asks whether the machines join by Distributed Erlang: a DNSCluster child whose query is set and names this app, " +
				"RELEASE_DISTRIBUTION=name, a RELEASE_NODE on FLY_PRIVATE_IP, `-proto_dist inet6_tcp`. It also looks for a node name or a cookie that changes with every deploy. Any other means to join machines (libcluster, a module of the project) silences it.",
			Why: "On a node without others the lock is always granted, so every machine is leader. Each then runs the whole crontab: a job that goes out once a day goes out once for each machine. With a node name that " +
				"holds the image reference, old and new machines are two clusters for as long as a deploy takes, and there are two leaders meanwhile.",
			Instead:   "Leave the `peer:` option out. Oban.Peers.Database, the default, elects by a row in the database with ordinary short transactions, which work through PgBouncer, and needs no cluster.",
			FixSafety: "The fix deletes the option. The leader is then elected through the table oban_peers, which Oban's migrations have made since version 11.",
			Ignore:    "When the machines join by a way that flylint does not know.",
			References: []string{
				obanSource + "/blob/v2.20.3/lib/oban/peers/global.ex", obanClustering, "https://fly.io/docs/elixir/the-basics/clustering/",
			},
		},
		Judge: globalPeerWithoutCluster,
	}
}

func globalPeerWithoutCluster(p *linter.Pass) {
	seen := map[parsers.Range]bool{}
	for _, o := range instances(p.Deployment) {
		if o.Testing() == exconfig.Always || o.Option("plugins") != nil && o.Option("plugins").IsAtom("false") {
			continue
		}
		for _, s := range o.Settings(model.ObanPeer) {
			if s.Module == model.ObanPeerGlobal && !s.Default() && !seen[s.Value.Range] {
				seen[s.Value.Range] = true
				judgeGlobal(p, o, s)
			}
		}
	}
}

func judgeGlobal(p *linter.Pass, o *model.Oban, s model.ObanSetting) {
	proof := p.ClusterProof(o.Group)
	switch {
	case p.OneMachine(o.Group): // and a machine is its own leader
	case proof.Verdict() == model.ClusterUnknown:
	case proof.Verdict() == model.ClusterNone:
		reportLeaders(p, o, s, proof)
	case proof.Splits != "":
		reportSplit(p, o, s, proof)
	}
}

// reportLeaders reports machines that form no cluster at all.
func reportLeaders(p *linter.Pass, o *model.Oban, s model.ObanSetting, proof *model.ClusterProof) {
	var gaps []string
	for _, gap := range proof.Gaps {
		gaps = append(gaps, gap.Text)
	}
	unless := ""
	if proof.Unless != "" {
		unless = ", unless " + proof.Unless + " is set as a secret"
	}
	d := p.Report(s.Value, "the machines form no cluster (%s)%s, and without one %s makes every machine the leader: %s%s",
		strings.Join(gaps, "; "), unless, thePeer(s), doubled(o), machines(p, o))
	for _, gap := range proof.Gaps {
		d.Relate(gap, "%s", gap.Text)
	}
	d.As(severity(p, o, s, proof))
	finish(p, d, o, s)
}

// reportSplit reports machines that join only those of their own deploy.
func reportSplit(p *linter.Pass, o *model.Oban, s model.ObanSetting, proof *model.ClusterProof) {
	d := p.Report(s.Value, "%s holds %s, which changes with every deploy, so old and new machines are two clusters while a deploy runs, and %s makes a leader in each: %s meanwhile",
		proof.SplitsIn, proof.Splits, thePeer(s), doubled(o)).
		Relate(proof.SplitsAt, "differs from deploy to deploy")
	d.As(min(linter.Warning, severity(p, o, s, proof)))
	finish(p, d, o, s)
}

// thePeer names the peer, and the conditions for it.
func thePeer(s model.ObanSetting) string {
	if len(s.When) > 0 {
		return s.Module + " (taken when " + s.When.String() + ")"
	}
	return s.Module
}

// doubled is what several leaders do.
func doubled(o *model.Oban) string {
	if o.RunsCron() == exconfig.Never {
		return "what the leader alone should do, each of them does"
	}
	return "every cron job is inserted once by each of them"
}

// machines says how much is known of their number.
func machines(p *linter.Pass, o *model.Oban) string {
	switch {
	case p.TwoMachinesProven(o.Group):
		return ""
	case p.TwoMachinesPossible(o.Group):
		return " (a first deploy makes two machines, unless told otherwise)"
	}
	return " (there is one machine as long as nobody adds another)"
}

// severity is an error where cron jobs surely run on two machines, and advice
// where there is one machine or no crontab.
func severity(p *linter.Pass, o *model.Oban, s model.ObanSetting, proof *model.ClusterProof) linter.Severity {
	cron := o.RunsCron()
	switch {
	case cron == exconfig.Never || !p.TwoMachinesPossible(o.Group):
		return linter.Info
	case cron == exconfig.Always && p.TwoMachinesProven(o.Group) && certain(o, s) && proof.Unless == "":
		return linter.Error
	}
	return linter.Warning
}

func finish(p *linter.Pass, d *linter.Diagnostic, o *model.Oban, s model.ObanSetting) {
	d.Path("%s.peer", o.Path).Label("%s", "needs a cluster").
		Help("%s", "remove peer:, so that the leader is elected through the database; that needs no cluster and works behind PgBouncer")
	removeOption(p, d, o, s)
}
