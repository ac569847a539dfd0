package fly

import (
	"strings"

	"github.com/flylint/flylint/internal/nearest"
	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model/flyconfig"
	"github.com/flylint/flylint/model/source"
)

// UnknownProcessGroup is fly/unknown-process-group.
func UnknownProcessGroup() *linter.Check {
	return &linter.Check{
		Slug:     "fly/unknown-process-group",
		Severity: linter.Error,
		FixKind:  linter.SafeUnsafe,
		Since:    "0.1.0",
		Evidence: linter.InFly,
		Documentation: linter.Documentation{
			Summary: "a process group that nothing defines",
			What: "The `processes` of services, restart policies, mounts, checks, files, metrics and vm against the groups of `[processes]`; without that table there is one group, `app`. Also a service that " +
				"names no group although there are some.",
			Why: "flyctl refuses the file for services and restart policies (\"Service specifies 'web' as one of its processes, but no processes are defined with that name\"). Everywhere else it matches nothing and " +
				"says nothing: the machine gets no volume, no file, no check.",
			Instead: "Name a group of `[processes]`. Mind that renaming a group destroys its machines and makes new ones.",
			FixSafety: "A name is replaced when one group's is a letter or two away; a service without groups gets the only one there is. A service as it stands is refused, so nothing that works can " +
				"break. A mount, a check or a size takes effect with the fix, hence `--unsafe-fixes`.",
			Ignore: "When the config is completed by a tool before it is deployed.",
			References: []string{
				configReference, flyctlSource,
				"https://fly.io/docs/launch/processes/",
				"https://github.com/superfly/flyctl/issues/3140",
			},
		},
		Judge: unknownProcessGroup,
	}
}

func unknownProcessGroup(p *linter.Pass) {
	for _, use := range p.Fly.GroupUses() {
		for _, name := range p.Fly.UnknownGroups(use.Processes) {
			reportUnknownGroup(p, use, name)
		}
	}
	for _, s := range p.Fly.ServicesWithoutGroup() {
		reportServiceWithoutGroup(p, s)
	}
}

func reportUnknownGroup(p *linter.Pass, use flyconfig.GroupUse, name source.Value[string]) {
	severity, effect := linter.Error, "flyctl refuses the file (\"no processes are defined with that name\"), and no deploy starts"
	switch {
	case use.Refused:
	case len(p.Fly.GroupsOf(use.Processes)) > 0:
		severity, effect = linter.Warning, "flyctl passes over the name without a word"
	case use.Kind == "mounts" || use.Kind == "files":
		effect = "flyctl passes over the name without a word, so no machine gets " + missing(use.Kind)
	default:
		severity, effect = linter.Warning, "flyctl passes over the name without a word, so no machine gets "+missing(use.Kind)
	}
	names := p.Fly.GroupNames()
	d := p.Report(name, "no process group is called %s, but [%s] names it: %s", name.V, use.Kind, effect).As(severity).
		Path("%s.processes.%s", flyconfig.TablePath(use.ModelPath), name.V).Label("no such group").
		Help("the groups are: %s", strings.Join(names, ", ")).
		Relate(p.Fly.ProcessTable, "the groups are defined here")
	if near := nearest.Name(name.V, names); near != "" && !flyconfig.Holds(use.Processes, near) {
		risk := ""
		if !use.Refused {
			risk = effectOf("", use.Kind, false)
		}
		letTakeEffect(d, risk, "Name "+near, linter.Replace(name, p.Fly.Quote(near)))
	}
}

// missing is what a machine lacks that an entry does not reach.
func missing(kind string) string {
	switch kind {
	case "mounts":
		return "the volume"
	case "files":
		return "the file"
	case "checks":
		return "the check"
	case "metrics":
		return "the metrics endpoint"
	default:
		return "this size"
	}
}

func reportServiceWithoutGroup(p *linter.Pass, s *flyconfig.Service) {
	names := p.Fly.GroupNames()
	d := p.Report(s, "the service names no process group although [processes] defines some (%s): flyctl refuses the file (\"Service has no processes set\"), and no deploy starts", strings.Join(names, ", ")).
		Path("%s.processes", s.ModelPath).Label("needs processes").
		Help("add processes = [%s]", p.Fly.Quote(names[0])).
		Relate(p.Fly.ProcessTable, "the groups are defined here")
	if len(names) > 1 || s.Processes.Present() {
		return
	}
	pair := "processes = [" + p.Fly.Quote(names[0]) + "]"
	if pos, text, ok := p.Fly.InsertKey(s.Table, pair); ok {
		d.Fix("Add "+pair, linter.Insert(pos, text))
	}
}
