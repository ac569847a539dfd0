package oban

import (
	"strings"

	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model/exconfig"
	"github.com/flylint/flylint/model/flyconfig"
	"github.com/flylint/flylint/parsers"
)

// AutoStopKillsJobs is oban/auto-stop-kills-jobs.
func AutoStopKillsJobs() *linter.Check {
	return &linter.Check{
		Slug:     "oban/auto-stop-kills-jobs",
		Severity: linter.Warning,
		FixKind:  linter.UnsafeFix,
		Since:    "0.1.0",
		Evidence: linter.InFly | linter.InConfig | linter.InTree,
		Elixir:   true,
		Documentation: linter.Documentation{
			Summary: "jobs on machines that the proxy stops when no request comes",
			What:    "Every process group whose services all have auto_stop_machines on and no machine to keep running, against what runs there: Oban's queues and crontab, and the jobs of a Quantum scheduler. It is silent when another group, that is not stopped, does the same work.",
			Why: "The proxy counts requests and nothing else. When there is none for some minutes it stops the machine, with the jobs that run on it, and only a request starts it again. A job that is due meanwhile does not wake it: " +
				"scheduled mails wait for the next visitor, and an entry of the crontab whose minute passes is never run at all.",
			Instead:   "Keep one machine running, or run the jobs in a process group of their own without services.",
			FixSafety: "The fix sets min_machines_running = 1: one machine is never stopped any more, and is paid for.",
			Ignore:    "When jobs are only ever needed while somebody uses the app.",
			References: []string{
				"https://fly.io/docs/blueprints/long-running-tasks/", "https://fly.io/docs/launch/autostop-autostart/",
			},
		},
		Judge: autoStopKillsJobs,
	}
}

// work is what runs without requests in a process group.
type work struct {
	what []string        // and what becomes of it meanwhile
	at   []parsers.Range // where each is configured
	sure bool            // at least one of them surely runs
}

func autoStopKillsJobs(p *linter.Pass) {
	var stopped []string
	kept := map[string]bool{}
	works := map[string]work{}
	for _, g := range p.Fly.Groups() {
		works[g.Name] = workOf(p, g.Name)
		if p.Fly.AutoStopToZero(g.Name) {
			stopped = append(stopped, g.Name)
			continue
		}
		if works[g.Name].sure {
			for _, what := range works[g.Name].what {
				kept[what] = true
			}
		}
	}
	for _, group := range stopped {
		if w := works[group].without(kept); len(w.what) > 0 {
			reportStopped(p, group, w)
		}
	}
}

// without leaves out what another group does all the time.
func (w work) without(kept map[string]bool) work {
	left := work{sure: w.sure}
	for i, what := range w.what {
		if !kept[what] {
			left.what, left.at = append(left.what, what), append(left.at, w.at[i])
		}
	}
	return left
}

func workOf(p *linter.Pass, group string) work {
	var w work
	add := func(runs exconfig.Truth, what string, at parsers.Range) {
		if runs != exconfig.Never {
			w.what, w.at = append(w.what, what), append(w.at, at)
			w.sure = w.sure || runs == exconfig.Always
		}
	}
	for _, o := range p.Obans(group) {
		if o.Options == nil {
			continue
		}
		add(o.RunsQueues(), "the queues of "+o.Module+" stand still", o.KeyOf("queues"))
		add(o.RunsCron(), "the crontab of "+o.Module+" misses what is due", o.KeyOf("plugins"))
	}
	for _, s := range p.Schedulers(group) {
		add(s.Jobs, "the jobs of "+s.Child.Module+" that are due do not run", s.At)
	}
	return w
}

func reportStopped(p *linter.Pass, group string, w work) {
	service := p.Fly.ServicesOf(group)[0]
	at, keep := service.AutoStop.Range, "min_machines_running is 0 by default"
	if service.MinMachinesRunning.Set {
		at, keep = service.MinMachinesRunning.Range, "min_machines_running is 0"
	}
	doubt := ""
	if !w.sure {
		doubt = ", if they run in this group"
	}
	stops, starts := "stops", "starts one again"
	if service.AutoStop.V == flyconfig.AutoStopSuspend {
		stops, starts = "suspends", "wakes one"
	}
	d := p.Report(at, "the proxy %s every machine of the group %s when no request comes (%s), running jobs with it, and only a request %s: until then %s%s",
		stops, group, keep, starts, strings.Join(w.what, " and "), doubt).
		Path("%s.min_machines_running", service.ModelPath).Label("nothing runs without requests").
		Help("set min_machines_running = 1, or run the jobs in a process group of their own without services")
	for i, what := range w.what {
		d.Relate(w.at[i], "%s", what)
	}
	fixMinimum(p, d, service)
}

func fixMinimum(p *linter.Pass, d *linter.Diagnostic, service *flyconfig.Service) {
	const risk, message = "one machine runs, and is paid for, all the time", "Keep one machine running"
	if service.MinMachinesRunning.Set {
		d.UnsafeFix(risk, message, linter.Replace(service.MinMachinesRunning.Range, "1"))
		return
	}
	if pos, text, ok := p.Fly.InsertKey(service.Table, "min_machines_running = 1"); ok {
		d.UnsafeFix(risk, message, linter.Insert(pos, text))
	}
}
