package oban

import (
	"fmt"
	"strings"

	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model"
	"github.com/flylint/flylint/model/project"
	"github.com/flylint/flylint/parsers"
)

// UnknownModule is oban/unknown-module.
func UnknownModule() *linter.Check {
	return &linter.Check{
		Slug:     "oban/unknown-module",
		Severity: linter.Error,
		FixKind:  linter.SafeFix,
		Since:    "0.1.0",
		Evidence: linter.InConfig | linter.InLock,
		Elixir:   true,
		Documentation: linter.Documentation{
			Summary: "an Oban notifier, peer, engine or plugin that the locked Oban does not have",
			What: "The options that every instance of Oban is started with in production are followed through config.exs, prod.exs, runtime.exs and the supervision tree. Each module of Oban's " +
				"namespace among notifier, peer, engine and plugins is looked up in a table of Oban's modules by version, at the version that mix.lock holds. The table was read from " +
				model.ObanTableSource + ". Modules of the project itself, of other packages and of Oban Pro are not judged.",
			Why: "Oban checks its options when it starts and raises for a module that cannot be loaded, so its supervisor does not start, the application does not either, and the machine restarts until " +
				"Fly gives up. The release builds without a complaint, because a module name is only an atom until it is called.",
			Instead:   "Name a module that the locked version has, or upgrade Oban to one that has the module.",
			FixSafety: "Only a project that cannot boot gets the edit. A name is replaced by its successor in the locked version or by the one name that is a letter or two away; a peer that never existed is deleted, so that Oban elects its leader through the database, as it does by default.",
			Ignore:    "When a package that mix.lock does not show defines the module.",
			References: []string{
				obanSource + "/blob/v2.20.3/lib/oban/config.ex", "https://hexdocs.pm/oban/changelog.html", "https://hexdocs.pm/oban/v2-14.html",
			},
		},
		Judge: unknownModule,
	}
}

func unknownModule(p *linter.Pass) {
	seen := map[parsers.Range]bool{}
	for _, o := range instances(p.Deployment) {
		for _, s := range o.Configured() {
			if seen[s.Value.Range] {
				continue
			}
			seen[s.Value.Range] = true
			if fault := faultOf(p, o, s); fault != nil {
				fault.report(p, o, s)
			}
		}
	}
}

// moduleFault is why Oban does not take a module.
type moduleFault struct {
	why    string // what is wrong
	unless string // why that is not certain
}

// faultOf judges one setting; nil when Oban takes it, or may.
func faultOf(p *linter.Pass, o *model.Oban, s model.ObanSetting) *moduleFault {
	version, known := o.Version()
	switch {
	case s.Off:
		return offFault(s, version, known)
	case model.ObanPackage(s.Module) == "", p.Lib.Defines(s.Module):
		return nil
	case model.ObanPackage(s.Module) != "oban":
		return packageFault(p, s)
	}
	f := &moduleFault{why: versionFault(s, version, known)}
	switch {
	case f.why == "":
		return nil
	case !known:
		f.unless = "mix.lock does not show the version of Oban"
	case model.ObanTableVersion.Before(version):
		f.unless = "this table of Oban's modules ends at " + string(model.ObanTableVersion)
	}
	if name := otherObanPackage(p.Lock); name != "" {
		f.unless = name + " may define it"
	}
	return f
}

// versionFault says why a version of Oban does not take a module, "" when it
// does. Of a version that is not known it is said only that none does.
func versionFault(s model.ObanSetting, version project.Version, known bool) string {
	span, ok := model.ObanModule(s.Role, s.Module)
	switch {
	case !ok && otherRole(s) != "":
		return fmt.Sprintf("%s is not a %s but a %s", s.Module, singular(s.Role), otherRole(s))
	case !ok:
		return "no version of Oban has " + s.Module
	case !known || span.In(version):
		return ""
	case version.Before(span.First):
		return fmt.Sprintf("Oban %s has no %s, which came with %s", version, s.Module, span.First)
	default:
		return fmt.Sprintf("Oban %s no longer knows %s, gone since %s", version, s.Module, span.Ended)
	}
}

// offFault judges nil and false. A peer may be false, and from 2.18 on nil;
// nothing else may be either.
func offFault(s model.ObanSetting, version project.Version, known bool) *moduleFault {
	if s.Role == model.ObanPeer && (!known || s.Value.IsAtom("false") || version.AtLeast("2.18.0")) {
		return nil
	}
	return &moduleFault{why: "a " + singular(s.Role) + " cannot be " + s.Value.Text}
}

// packageFault judges a module of a free package other than Oban's. One that
// mix.exs asks for is fetched although mix.lock, perhaps made for another
// environment, does not have it yet. What belongs to Oban Pro is nobody's to judge.
func packageFault(p *linter.Pass, s model.ObanSetting) *moduleFault {
	name := model.ObanPackage(s.Module)
	if name == "oban_pro" || p.Lock.Has(name) || p.Mix.MayDepend(name) {
		return nil
	}
	f := &moduleFault{why: s.Module + " is in the package " + name + ", which mix.lock does not have"}
	if p.Lock == nil {
		f.unless = "there is no mix.lock"
	}
	return f
}

// otherObanPackage is a locked package that by its name may define modules of
// Oban's namespace, other than the known ones.
func otherObanPackage(lock *project.Lock) string {
	for _, name := range lock.Names() {
		switch name {
		case "oban", "oban_pro", "oban_web", "oban_met", "oban_notifiers_phoenix", "ash_oban", "opentelemetry_oban", "oban_live_dashboard":
			continue
		}
		if strings.Contains(name, "oban") {
			return name
		}
	}
	return ""
}
