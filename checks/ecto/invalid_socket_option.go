package ecto

import (
	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model"
)

// InvalidSocketOption is ecto/invalid-socket-option.
func InvalidSocketOption() *linter.Check {
	return &linter.Check{
		Slug:     "ecto/invalid-socket-option",
		Severity: linter.Error,
		FixKind:  linter.SafeFix,
		Since:    "0.1.0",
		Evidence: linter.InConfig,
		Elixir:   true,
		Documentation: linter.Documentation{
			Summary: "a socket option that :gen_tcp.connect answers with an exit",
			What: "Every element of a Repo's `socket_options`, as they are in production: configuration, the child's options and `init/2` together, each branch of a condition, " +
				"each side of `++`. Only `:inet`, `:inet6`, `:local`, `:binary` and `:list` stand by themselves; all others are pairs, such as `keepalive: true`. " +
				"The options that the tree gives Redix and Finch are looked at, too.",
			Why: "On anything else `:gen_tcp.connect` does not return an error, it exits with `badarg`. DBConnection retries errors and rescues exceptions; an exit kills the connection, its pool, the Repo " +
				"and with it the application, within milliseconds and without one line in the log. What is left to see are symptoms elsewhere: `** (EXIT from #PID<…>) shutdown` from `bin/migrate`, " +
				"`no notifier running for instance Oban`, `could not lookup Ecto repo MyApp.Repo because it was not started or it does not exist`, machines that restart for ever. " +
				"It happens with IPv4 and IPv6, with any database, on any platform.",
			Instead:   "Write the pair, behind the bare atoms: `socket_options: [:inet6, keepalive: true]`, or `maybe_ipv6 ++ [keepalive: true]`.",
			FixSafety: "An option that is a switch gets the value `true`. No working deployment has the atom, since none connects with it.",
			Ignore:    "Only for a list that never reaches a socket.",
			References: []string{
				genTCP,
				"https://github.com/elixir-ecto/postgrex/blob/master/lib/postgrex/protocol.ex (connect)",
				"https://github.com/elixir-ecto/db_connection/blob/master/lib/db_connection/connection.ex",
				"https://github.com/elixir-mint/mint/blob/main/lib/mint/core/transport/tcp.ex",
			},
		},
		Judge: invalidSocketOption,
	}
}

func invalidSocketOption(p *linter.Pass) {
	for _, options := range p.SocketOptions() {
		elements, lists := options.Elements()
		faulty := map[int]bool{} // the lists that do not connect
		var faults []*optionFault
		for _, e := range elements {
			if f := judgeOption(options, e); f != nil {
				faults = append(faults, f)
				for _, i := range e.In {
					faulty[i] = true
				}
			}
		}
		for _, f := range faults {
			f.report(p, len(faulty) == lists)
		}
	}
}

// report reports a fault; sure tells that every possible list has one.
func (f *optionFault) report(p *linter.Pass, sure bool) {
	severity := f.severity
	if f.options.Repo == nil || !sure || f.options.Repo.Unread {
		severity = min(severity, linter.Warning)
	}
	when := ""
	if !sure {
		when = " when " + f.element.When.String()
	}
	d := p.Report(f.element, "%s", f.message(when)).As(severity).Path("%s", f.options.Path).
		Label("write %s", f.right).Help("write %s", f.right)
	if text := f.text(p.Deployment); text != "" {
		d.Fix("Use "+text, linter.Replace(f.element, text))
	}
	if f.options.Repo == nil {
		d.Relate(f.options.Child, "%s is started here", f.options.Client)
		return
	}
	relateSymptoms(p, d, f.options.Repo)
	d.Explains("oban/postgres-notifier-behind-pooler", "otp/max-restarts-papering-over", "otp/flat-tree-default-intensity",
		"otp/repo-in-early-timer", "otp/repo-in-init", "otp/unsupervised-task-in-start", "ecto/hardcoded-6pn-address")
}

// relateSymptoms names the places where the fault shows.
func relateSymptoms(p *linter.Pass, d *linter.Diagnostic, repo *model.Repo) {
	if use := p.ReleaseUse(repo); use != nil {
		d.Relate(p.Fly.Deploy.ReleaseCommand, "dies with ** (EXIT from #PID<…>) shutdown")
	}
	for _, oban := range p.Obans(p.Fly.DefaultGroup()) {
		if name := oban.Repo(); name == "" || name == repo.Module.Name {
			d.Relate(oban.Child, `logs "no notifier running for instance Oban" before it goes down`)
		}
	}
	if repo.Child != nil {
		d.Relate(repo.Child, `"could not lookup Ecto repo %s", says who needs it`, repo.Module.Name)
	}
}
