package oban

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model"
	"github.com/flylint/flylint/model/exconfig"
)

// GraceExceedsKillTimeout is oban/grace-exceeds-kill-timeout.
func GraceExceedsKillTimeout() *linter.Check {
	return &linter.Check{
		Slug:     "oban/grace-exceeds-kill-timeout",
		Severity: linter.Warning,
		FixKind:  linter.SafeFix,
		Since:    "0.1.0",
		Evidence: linter.InFly | linter.InConfig,
		Elixir:   true,
		Documentation: linter.Documentation{
			Summary: "less time to stop than Oban gives its running jobs",
			What:    "Oban's shutdown_grace_period, 15 seconds unless it is configured, against kill_timeout in the fly config, 5 seconds unless it is set, for every process group that runs queues.",
			Why: "At a deploy, and whenever the proxy stops a machine, Fly sends kill_signal and kills the machine after kill_timeout. Oban stops taking jobs and waits for those that run. When Fly is faster, they " +
				"are cut off in the middle and stay `executing` in oban_jobs until the Lifeline plugin rescues them, by default after an hour, and then they run a second time.",
			Instead:    "Give kill_timeout the grace period and some seconds more for the rest of the app. Fly allows 300 seconds at most.",
			FixSafety:  "The fix sets kill_timeout to the grace period and 10 seconds, 300 at most. A machine without running jobs stops as fast as before.",
			Ignore:     "When every job takes less time than kill_timeout, or it does no harm to run one twice.",
			References: []string{"https://fly.io/docs/reference/configuration/#kill_timeout", obanTroubleshooting, obanSource + "/blob/v2.20.3/lib/oban/config.ex"},
		},
		Judge: graceExceedsKillTimeout,
	}
}

// maxKillTimeout is the longest time Fly waits.
const maxKillTimeout = 300 * time.Second

func graceExceedsKillTimeout(p *linter.Pass) {
	allowed := p.Fly.KillTimeoutOr5s()
	if p.Fly.KillTimeout.Present() && !p.Fly.KillTimeout.Set {
		return
	}
	var longest *model.Oban
	var grace time.Duration
	for _, o := range instances(p.Deployment) {
		period, known := o.GracePeriod()
		if known && o.RunsQueues() != exconfig.Never && period >= allowed && period > grace {
			longest, grace = o, period
		}
	}
	if longest != nil {
		reportGrace(p, longest, grace, allowed)
	}
}

func reportGrace(p *linter.Pass, o *model.Oban, grace, allowed time.Duration) {
	own, set := o.At, o.Option("shutdown_grace_period")
	switch {
	case set != nil:
		own = set.Range
	case o.RunsQueues() == exconfig.Maybe && o.Queues().IsValid():
		own = o.Queues() // not at the branch that switches them off
	}
	at := own
	if p.Fly.KillTimeout.Set {
		at = p.Fly.KillTimeout.Range
	}
	killTimeout, gracePeriod := setOr(p.Fly.KillTimeout.Set, "kill_timeout"), setOr(set != nil, "shutdown_grace_period")
	message := fmt.Sprintf("Fly kills a machine %s after it told it to stop (%s), and Oban gives running jobs %s to end (%s)%s: a deploy cuts off those that need longer, and they stay executing%s",
		seconds(allowed), killTimeout, seconds(grace), gracePeriod, ifQueues(o), untilRescued(o))
	if !waits(p) {
		message = fmt.Sprintf("Fly stops a machine with %s, at which the VM exits at once, and kills it after %s (%s): the %s that Oban gives running jobs to end (%s) never come%s. A deploy cuts them off, and they stay executing%s",
			stopSignal(p), seconds(allowed), killTimeout, seconds(grace), gracePeriod, ifQueues(o), untilRescued(o))
	}
	d := p.Report(at, "%s", message).Path("kill_timeout").Label("%s", graceLabel(p, grace, allowed))
	if at != own {
		d.Relate(own, "Oban waits %s", seconds(grace))
	}
	if grace >= maxKillTimeout {
		d.Help("lower shutdown_grace_period: Fly waits 300 seconds at most")
		return
	}
	needed := min(grace.Round(time.Second)+10*time.Second, maxKillTimeout)
	if !waits(p) {
		d.Help("set kill_signal = %s, at which the VM waits at all, and kill_timeout = %s", p.Fly.Quote("SIGTERM"), p.Fly.Quote(seconds(needed)))
		return
	}
	d.Help("set kill_timeout = %s", p.Fly.Quote(seconds(needed)))
	fixKillTimeout(p, d, p.Fly.Quote(seconds(needed)))
}

// waits reports whether the VM stops in order: at other signals than SIGTERM it
// exits at once, whatever time it has.
func waits(p *linter.Pass) bool { return p.Fly.KillSignal.V == "SIGTERM" }

// stopSignal names the signal that the machine gets.
func stopSignal(p *linter.Pass) string {
	if p.Fly.KillSignal.Set {
		return p.Fly.KillSignal.V + " (kill_signal)"
	}
	return "SIGINT (kill_signal, by default)"
}

func fixKillTimeout(p *linter.Pass, d *linter.Diagnostic, value string) {
	const message = "Raise kill_timeout"
	if p.Fly.KillTimeout.Set {
		d.Fix(message, linter.Replace(p.Fly.KillTimeout.Range, value))
		return
	}
	if pos, text, ok := p.Fly.InsertKey(p.Fly.Doc.Root, "kill_timeout = "+value); ok {
		d.Fix(message, linter.Insert(pos, text))
	}
}

// seconds is a time as a fly config has it.
func seconds(d time.Duration) string {
	return strconv.FormatFloat(d.Seconds(), 'f', -1, 64) + "s"
}

// setOr names a setting, and says when it is the default.
func setOr(set bool, name string) string {
	if set {
		return name
	}
	return name + ", by default"
}

func graceLabel(p *linter.Pass, grace, allowed time.Duration) string {
	if p.Fly.KillTimeout.Set {
		return "jobs may take " + seconds(grace)
	}
	return fmt.Sprintf("jobs may take %s, the machine has %s", seconds(grace), seconds(allowed))
}

// untilRescued says what ends the state the jobs are left in.
func untilRescued(o *model.Oban) string {
	plugins, _ := o.Plugins()
	for _, plugin := range plugins {
		if strings.HasSuffix(plugin.Module, "Lifeline") {
			return " until " + plugin.Module + " runs them again"
		}
	}
	return ""
}

// ifQueues is the doubt whether the instance runs jobs at all.
func ifQueues(o *model.Oban) string {
	if o.RunsQueues() == exconfig.Maybe {
		return ", if it runs queues"
	}
	return ""
}
