package fly

import (
	"strings"

	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model/flyconfig"
)

// BareIntegerDuration is fly/bare-integer-duration.
func BareIntegerDuration() *linter.Check {
	return &linter.Check{
		Slug:     "fly/bare-integer-duration",
		Severity: linter.Error,
		FixKind:  linter.SafeFix,
		Since:    "0.1.0",
		Evidence: linter.InFly,
		Documentation: linter.Documentation{
			Summary: "a duration without unit that flyctl takes for nanoseconds",
			What: "An integer is right for `kill_timeout` (seconds) and for the checks of `[checks]` and `[[services]]` (milliseconds). In `[deploy]`, in `[[http_service.checks]]` and in " +
				"`machine_checks`, where it looks the same, flyctl reads nanoseconds.",
			Why: "`wait_timeout = 300` waits 300 nanoseconds, so the deploy fails at once with \"timeout reached waiting for machine's state to change\"; a release command of the same sort is given up " +
				"while it runs. The times of an HTTP service's checks are raised to one second, with a warning that is easily missed; Fly's documentation says milliseconds.",
			Instead:   "Write a string with a unit: `\"5m\"`, `\"10s\"`, `\"500ms\"`.",
			FixSafety: "The number gets the unit it was most likely meant to have: seconds, and in checks milliseconds from 1000 on.",
			Ignore:    "Hardly ever: write `\"300ns\"` if nanoseconds are meant.",
			References: []string{
				configReference, flyctlSource,
			},
		},
		Judge: bareIntegerDuration,
	}
}

func bareIntegerDuration(p *linter.Pass) {
	for _, v := range p.Fly.Durations() {
		if !v.V.Bare || v.V.Unit != flyconfig.UnitNanosecond || v.V.D == 0 {
			continue
		}
		severity, effect := nanosecondEffect(p.Fly, v.Path)
		d := p.Report(v, "flyctl reads %s = %s as %s nanoseconds: %s", lastKey(v.Path), v.V.Text, v.V.Text, effect).
			As(severity).Path("%s", v.Path).Label("nanoseconds").Help("write the unit: \"10s\", \"5m\"")
		if v.V.Meant != "" {
			text := p.Fly.Quote(v.V.Meant)
			d.Help("write the unit: %s", text).Fix("Write "+text, linter.Replace(v, text))
		}
	}
}

// nanosecondEffect says what a duration of next to nothing does.
func nanosecondEffect(f *flyconfig.Config, path string) (linter.Severity, string) {
	switch {
	case path == "deploy.wait_timeout":
		return linter.Error, "flyctl gives up on the first machine at once, and the deploy fails with \"timeout reached waiting for machine's state to change\""
	case path == "deploy.release_command_timeout" && !f.Deploy.ReleaseCommand.Set:
		return linter.Warning, "a release command will fail the deploy at once, as soon as there is one"
	case path == "deploy.release_command_timeout":
		return linter.Error, "the deploy is aborted with \"error waiting for release_command machine to finish running\" as soon as the command has started"
	case strings.Contains(path, "machine_checks"):
		return linter.Warning, "the check's program is killed in the moment it is told to stop"
	case strings.Contains(path, "service") && strings.HasSuffix(path, ".timeout"):
		return linter.Warning, "the platform raises it to 1 second, so that a slower answer fails the check"
	case strings.Contains(path, "service") && strings.HasSuffix(path, ".grace_period"):
		return linter.Warning, "the platform raises it to 1 second, so that the failures of an app that still boots count"
	case strings.Contains(path, "service"):
		return linter.Warning, "the platform raises it to 1 second"
	default:
		return linter.Error, "next to no time at all"
	}
}

// lastKey is the last name of a model path.
func lastKey(path string) string { return path[strings.LastIndexByte(path, '.')+1:] }
