package oban

import (
	"slices"

	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model"
	"github.com/flylint/flylint/model/exconfig"
	"github.com/flylint/flylint/parsers"
)

// PostgresNotifierBehindPooler is oban/postgres-notifier-behind-pooler.
func PostgresNotifierBehindPooler() *linter.Check {
	return &linter.Check{
		Slug:     "oban/postgres-notifier-behind-pooler",
		Severity: linter.Warning,
		FixKind:  linter.UnsafeFix,
		Since:    "0.1.0",
		Evidence: linter.InConfig,
		Elixir:   true,
		Documentation: linter.Documentation{
			Summary: "Oban's Postgres notifier on a Repo that goes through a transaction pooler",
			What: "For every instance of Oban the notifier in force is worked out, Oban's default included, and its Repo is searched for signs of a pooler that works by transaction: a host " +
				"pgbouncer.<cluster>.flympg.net, port 6432 or 6543, `prepare: :unnamed`, a direct URL beside the Repo's own.",
			Why: "The notifier keeps one connection on which it issues LISTEN. A pooler that works by transaction gives that connection's server away after each transaction, so no notification ever " +
				"arrives. Oban runs on, with less: a machine sees a new job at its next poll only, up to a second late; pausing, scaling and cancelling do not reach other machines; when the leader " +
				"is gone, up to 30 seconds pass before another one inserts cron jobs. It logs \"job staging switched to local mode\". It does not stop the boot. Before Oban 2.14, and without the Repeater plugin, jobs can stall.",
			Instead:   "Use Oban.Notifiers.PG, which sends by Distributed Erlang: on one machine, or where the machines form a cluster. Or give Oban a Repo of its own that connects to the database directly.",
			FixSafety: "The fix sets `notifier: Oban.Notifiers.PG`. Machines that form no cluster then do not hear of each other, as they do not today; but a Repo that in truth connects directly loses the notices it gets.",
			Ignore:    "When the pooler works by session, which no file shows: `fact { pooler = \"session\" }` in .flylint.hcl says it for good.",
			References: []string{
				obanTroubleshooting, obanSource + "/blob/v2.20.3/lib/oban/notifiers/postgres.ex", "https://fly.io/docs/mpg/guides-examples/phoenix-guide/",
			},
		},
		Judge: postgresNotifierBehindPooler,
	}
}

func postgresNotifierBehindPooler(p *linter.Pass) {
	seen := map[parsers.Range]bool{}
	for _, o := range instances(p.Deployment) {
		signs := p.PoolerSigns(p.Repo(o.Repo()))
		if len(signs) == 0 || !works(o) {
			continue
		}
		for _, s := range o.Settings(model.ObanNotifier) {
			if !listens(s) {
				continue
			}
			at := o.At
			if !s.Default() {
				at = s.Value.Range
			}
			if !seen[at] {
				seen[at] = true
				reportListener(p, o, s, at, signs)
			}
		}
	}
}

// works reports whether the instance may run jobs or insert them by crontab. One
// that only inserts jobs needs to hear of nothing.
func works(o *model.Oban) bool {
	return o.RunsQueues() != exconfig.Never || o.RunsCron() != exconfig.Never
}

// listens reports whether the notifier is the one that uses LISTEN; its name
// of 2021 still stands for it.
func listens(s model.ObanSetting) bool {
	return s.Module == model.ObanNotifierPostgres || s.Module == "Oban.PostgresNotifier"
}

func reportListener(p *linter.Pass, o *model.Oban, s model.ObanSetting, at parsers.Range, signs []model.PoolerSign) {
	which := "Oban's notifier is Postgres"
	if s.Default() {
		which = "Oban's notifier is Postgres by default"
	}
	if len(s.When) > 0 {
		which += " when " + s.When.String()
	}
	stalls := stallsWithoutNotice(o)
	effect := "new jobs wait for the next poll, pause and cancel do not reach other machines, and a lost leader is replaced only after 30 s; it does not stop the boot"
	if stalls {
		effect = "in Oban " + version(o) + " without the Repeater plugin jobs can stall; it does not stop the boot"
	}
	d := p.Report(at, "%s, and LISTEN/NOTIFY does not pass a transaction pooler, which %s %s (%s): %s", which, o.Repo(), goesThrough(signs), signs[0].Text, effect).
		Path("%s.notifier", o.Path).Label("%s", "listens through the pooler").Help("%s", notifierHelp(p, o))
	for _, sign := range signs {
		d.Relate(sign, "a sign of the pooler")
	}
	if stalls && len(s.When) == 0 && provesPooler(signs) {
		d.As(linter.Error)
	}
	fixNotifier(p, d, o, s)
}

// goesThrough says how sure it is that there is a pooler.
func goesThrough(signs []model.PoolerSign) string {
	if signs[0].Kind == model.PoolerStated {
		return "goes through"
	}
	return "seems to go through"
}

// provesPooler reports whether the signs leave no doubt. prepare: :unnamed alone
// may be left from another host.
func provesPooler(signs []model.PoolerSign) bool {
	return slices.ContainsFunc(signs, func(s model.PoolerSign) bool {
		return s.Kind == model.PoolerHost || s.Kind == model.PoolerPort || s.Kind == model.PoolerStated
	})
}

// stallsWithoutNotice reports whether the version needs notices to start jobs:
// before 2.14 only the Repeater plugin polled.
func stallsWithoutNotice(o *model.Oban) bool {
	v, known := o.Version()
	plugins, all := o.Plugins()
	for _, plugin := range plugins {
		if plugin.Module == model.ObanRepeater {
			return false
		}
	}
	return known && all && v.Before("2.14.0")
}

func version(o *model.Oban) string {
	v, _ := o.Version()
	return string(v)
}

// hasPG reports whether the locked version has the PG notifier.
func hasPG(o *model.Oban) bool {
	v, known := o.Version()
	return !known || v.AtLeast("2.11.0")
}

func notifierHelp(p *linter.Pass, o *model.Oban) string {
	switch {
	case !hasPG(o):
		return "give Oban a Repo that connects to the database directly, or upgrade it to use Oban.Notifiers.PG"
	case p.ClusterProof(o.Group).Verdict() == model.ClusterProven:
		return "set notifier: Oban.Notifiers.PG (the machines form a cluster), or give Oban a Repo that connects directly"
	case !p.TwoMachinesPossible(o.Group):
		return "set notifier: Oban.Notifiers.PG, which needs no cluster on one machine, or give Oban a Repo that connects directly"
	}
	return "set notifier: Oban.Notifiers.PG and connect the machines to a cluster, or give Oban a Repo that connects directly"
}

func fixNotifier(p *linter.Pass, d *linter.Diagnostic, o *model.Oban, s model.ObanSetting) {
	const risk = "machines hear of each other over Distributed Erlang only, so several of them need a cluster"
	if !hasPG(o) || len(s.When) > 0 {
		return
	}
	const message = "Use Oban.Notifiers.PG"
	if !s.Default() {
		d.UnsafeFix(risk, message, linter.Replace(s.Element, model.ObanNotifierPG))
		return
	}
	if repo := o.Pair("repo"); repo.IsValid() && o.Option("notifier") == nil {
		d.UnsafeFix(risk, message, linter.Inserts(p.PairBelow(repo, "notifier: "+model.ObanNotifierPG)...)...)
	}
}
