package otp

import (
	"time"

	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model/project"
)

// RepoInEarlyTimer is otp/repo-in-early-timer.
func RepoInEarlyTimer() *linter.Check {
	return &linter.Check{
		Slug:     "otp/repo-in-early-timer",
		Severity: linter.Info,
		FixKind:  linter.Advice,
		Since:    "0.1.0",
		Evidence: linter.InTree | linter.InLib,
		Elixir:   true,
		Documentation: linter.Documentation{
			Summary: "a short wait before the first query, in place of order and of a retry",
			What: "Two things in the processes of the supervision tree: a message that init/1 sends itself after less than 5 seconds, once, whose handle_info/2 queries a Repo without a rescue; and a sleep of less than 5 seconds " +
				"in start/2, init/1 or handle_continue/2 that a query follows. A timer that its handler sets again with the same delay is a poller and no wait, and so are sleeps after or between queries.",
			Why: "Children start one after the other, and a Repo that is listed earlier is up before the next child begins: nothing needs waiting for. When the query fails in spite of the wait, the Repo is not late. It is " +
				"missing because its connections or its supervisor die, or the database does not answer, and a longer wait hides that for as long as it lasts. The unrescued error then kills the process and costs one of the supervisor's restarts.",
			Instead: "List the Repo first, query in handle_continue/2 without a wait, and rescue the error there to try again later.",
			Ignore:  "When the wait is for something else, such as the rate limit of a service.",
			References: []string{
				supervisorDocs + "#module-start-and-shutdown", genServerDocs + "#c:handle_continue/2",
			},
		},
		Judge: repoInEarlyTimer,
	}
}

// early is the time below which a wait is one for the start of others.
const early = 5 * time.Second

func repoInEarlyTimer(p *linter.Pass) {
	for _, own := range p.Tree.Own() {
		earlyTimers(p, own)
		for _, name := range []string{"init", "handle_continue"} {
			for arity := 1; arity <= 2; arity++ {
				sleeps(p, own.Module.Function(name, arity), "tree."+own.Module.Name)
			}
		}
	}
	if p.Tree == nil {
		return
	}
	for _, start := range p.Tree.Starts {
		sleeps(p, start.Function, "tree."+start.Module.Name)
	}
}

func earlyTimers(p *linter.Pass, own project.OwnChild) {
	for _, timer := range own.Module.Function("init", 1).Timers() {
		handler := own.Module.Handler(timer.Message)
		if timer.Delay >= early || handler == nil {
			continue
		}
		calls := own.Module.Function("handle_info", 2).CallsIn(handler)
		chain := p.RepoCall(calls)
		if chain == nil || project.Rescued(chain) || polls(own.Module, calls, timer) {
			continue
		}
		query := chain[len(chain)-1]
		p.Report(timer.Site, "%s waits %s and then queries %s without a rescue: a Repo that is listed earlier is up already, and if it is not, the wait only puts the crash off",
			own.Module.Name, timer.Delay, query.Callee.Module).
			Path("tree.%s.init", own.Module.Name).Label("stands in for the order of start").
			Relate(query, "the query").Relate(own.Child, "started here").
			Help("query in handle_continue/2 without a wait, and rescue the error there to try again later")
	}
}

// polls reports whether the handler, or a function it calls, sets the same
// timer again.
func polls(m *project.Module, calls []project.CallSite, timer project.Timer) bool {
	again := func(list []project.Timer) bool {
		for _, t := range list {
			if t.Delay == timer.Delay && m.Handler(t.Message) == m.Handler(timer.Message) {
				return true
			}
		}
		return false
	}
	for _, c := range calls {
		if t, ok := c.Timer(); ok && again([]project.Timer{t}) {
			return true
		}
		if c.Callee.Module == m.Name && again(m.Function(c.Callee.Name, c.Callee.Arity).Timers()) {
			return true
		}
	}
	return false
}

// sleeps reports sleeps that come before the first query of a function.
func sleeps(p *linter.Pass, fn *project.Function, path string) {
	if fn == nil {
		return
	}
	for _, clause := range fn.Clauses {
		calls := fn.CallsIn(clause)
		for i, c := range calls {
			length, ok := c.Sleep()
			if p.RepoCall(together(calls[i:i+1])) != nil {
				break // from here on sleeps are between queries
			}
			if !ok || length >= early {
				continue
			}
			chain := p.RepoCall(together(after(calls[i+1:], c)))
			if chain == nil || project.Rescued(chain) {
				continue
			}
			query := chain[len(chain)-1]
			p.Report(c, "%s.%s sleeps %s before it queries %s: a Repo that is listed earlier is up already, and if it is not, the sleep only puts the crash off",
				fn.Module.Name, fn.Name, length, query.Callee.Module).
				Path("%s.%s", path, fn.Name).Label("stands in for the order of start").
				Relate(query, "the query").
				Help("start it as a child after the Repo, without the sleep, and rescue the error to try again later")
			break
		}
	}
}

// after lists the calls that run in the same process as the sleep does.
func after(calls []project.CallSite, sleep project.CallSite) []project.CallSite {
	var out []project.CallSite
	for _, c := range calls {
		if c.Deferred == sleep.Deferred {
			out = append(out, c)
		}
	}
	return out
}

// together is the calls as their own process sees them.
func together(calls []project.CallSite) []project.CallSite {
	out := make([]project.CallSite, len(calls))
	for i, c := range calls {
		c.Deferred = false
		out[i] = c
	}
	return out
}
