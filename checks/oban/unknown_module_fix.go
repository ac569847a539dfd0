package oban

import (
	"slices"
	"strconv"
	"strings"

	"github.com/flylint/flylint/internal/nearest"
	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model"
)

// successors are names that stand for one another across versions: whichever
// of the two the locked version has is meant.
func successors() [][2]string {
	return [][2]string{
		{"Oban.PostgresNotifier", model.ObanNotifierPostgres},
		{"Oban.Pro.Notifiers.PG", model.ObanNotifierPG},
		{model.ObanPeerPostgres, model.ObanPeerDatabase},
		{"Oban.Queue.BasicEngine", model.ObanEngineBasic},
		{"Oban.Queue.InlineEngine", "Oban.Engines.Inline"},
		{"Oban.Pruner", "Oban.Plugins.Pruner"},
		{"Oban.Cron", model.ObanCron},
		{"Oban.Lifeline", "Oban.Plugins.Lifeline"},
		{"Oban.Reindexer", "Oban.Plugins.Reindexer"},
	}
}

// meant is the module that the locked version has and that is surely meant, or "".
func meant(o *model.Oban, s model.ObanSetting) string {
	version, known := o.Version()
	if !known || model.ObanTableVersion.Before(version) {
		version = model.ObanTableVersion
	}
	var names []string
	var modules []string
	for _, m := range model.ObanModules(s.Role) {
		if m.Exists(version) {
			names = append(names, lastSegment(m.Module))
			modules = append(modules, m.Module)
		}
	}
	for _, pair := range successors() {
		for i, name := range pair {
			if name == s.Module && slices.Contains(modules, pair[1-i]) {
				return pair[1-i]
			}
		}
	}
	near := nearest.Name(lastSegment(s.Module), names)
	for i, name := range names {
		if near != "" && name == near {
			return modules[i]
		}
	}
	return ""
}

func lastSegment(module string) string { return module[strings.LastIndexByte(module, '.')+1:] }

// help says how to mend it in one line.
func help(o *model.Oban, s model.ObanSetting) string {
	switch {
	case s.Off:
		return "remove " + singular(s.Role) + ": " + s.Value.Text + ", so that Oban takes its default"
	case s.Module == "Oban.Peers.Disabled":
		return "write peer: false"
	case s.Module == model.ObanStager:
		return "remove the plugin: Oban stages jobs itself, every stage_interval milliseconds (1_000 by default)"
	case model.ObanPackage(s.Module) != "oban":
		return "add " + model.ObanPackage(s.Module) + " to the deps in mix.exs"
	}
	if name := meant(o, s); name != "" {
		return "use " + name
	}
	if s.Role == model.ObanPeer {
		return "remove peer:, so that Oban elects its leader through the database; that works behind PgBouncer too"
	}
	return "take one of " + strings.Join(available(o, s.Role), ", ") + ", or upgrade Oban"
}

// available lists what the locked version has for a role.
func available(o *model.Oban, role model.ObanRole) []string {
	version, known := o.Version()
	if !known {
		version = model.ObanTableVersion
	}
	var out []string
	for _, m := range model.ObanModules(role) {
		if m.Exists(version) {
			out = append(out, m.Module)
		}
	}
	return out
}

// fixModule offers the edit that mends it, where one is sure.
func fixModule(p *linter.Pass, d *linter.Diagnostic, o *model.Oban, s model.ObanSetting) {
	switch {
	case s.Module == "Oban.Peers.Disabled":
		d.Fix("Use peer: false", linter.Replace(s.Element, "false"))
	case s.Module == model.ObanStager:
		fixStager(p, d, o, s)
	case s.Module != "" && model.ObanPackage(s.Module) != "oban":
	case s.Module != "" && meant(o, s) != "":
		d.Fix("Use "+meant(o, s), linter.Replace(s.Value, meant(o, s)))
	case s.Role == model.ObanPeer || s.Off && s.Role != model.ObanPlugin:
		removeOption(p, d, o, s)
	}
}

// fixStager takes the plugin out of its list and keeps its interval as the
// option that took its place.
func fixStager(p *linter.Pass, d *linter.Diagnostic, o *model.Oban, s model.ObanSetting) {
	cuts, ok := p.Removal(s.Element.Range)
	if !ok {
		return
	}
	edits := deletions(cuts)
	if interval := s.Options.Keyword("interval"); interval != nil {
		ms, known := interval.Int()
		plugins := o.Pair("plugins")
		if !known || !plugins.IsValid() || o.Option("stage_interval") != nil {
			return
		}
		edits = append(edits, linter.Inserts(p.PairAbove(plugins, "stage_interval: "+strconv.FormatInt(ms, 10)))...)
	}
	d.Fix("Remove the plugin, keep its interval", edits...)
}
