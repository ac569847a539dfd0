package oban

import (
	"strings"

	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model"
)

func (f *moduleFault) report(p *linter.Pass, o *model.Oban, s model.ObanSetting) {
	d := p.Report(s.Value, "%s", f.message(o, s)).
		Path("%s.%s", o.Path, s.Role).Label("%s", f.label(o, s)).Help("%s", help(o, s))
	if version, ok := o.Version(); ok {
		d.Relate(p.Lock.Package("oban").VersionRange, "Oban is locked at %s", version)
	}
	if f.unless != "" || !certain(o, s) {
		d.As(linter.Warning)
	}
	fixModule(p, d, o, s)
}

// message says what is wrong, what happens and under which conditions.
func (f *moduleFault) message(o *model.Oban, s model.ObanSetting) string {
	text := f.why + ", so Oban raises when it starts and the app does not boot"
	if when := conditions(o, s); when != "" {
		text += " when " + when
	}
	text += ": " + errorText(o, s)
	if f.unless != "" {
		text += " (" + f.unless + ")"
	}
	return text
}

func (f *moduleFault) label(o *model.Oban, s model.ObanSetting) string {
	version, known := o.Version()
	switch {
	case s.Off:
		return "Oban refuses this"
	case otherRole(s) != "":
		return "not a " + singular(s.Role)
	case known && model.ObanPackage(s.Module) == "oban":
		return "not in Oban " + string(version)
	}
	return "not there"
}

// certain reports whether the instance is surely started with the setting.
func certain(o *model.Oban, s model.ObanSetting) bool {
	return o.Exact && len(s.When) == 0 && o.Child.Always()
}

// conditions is under which the instance has the setting, in words.
func conditions(o *model.Oban, s model.ObanSetting) string {
	var all []string
	for _, guard := range []string{o.Child.When.String(), s.When.String()} {
		if guard != "" {
			all = append(all, guard)
		}
	}
	return strings.Join(all, " and ")
}

// errorText is what Oban raises, as a search would look for it.
func errorText(o *model.Oban, s model.ObanSetting) string {
	got := s.Module
	if s.Off {
		got = s.Value.Text
	}
	version, known := o.Version()
	old := known && version.Before("2.17.0")
	switch {
	case s.Role == model.ObanPlugin:
		return "plugin " + got + " could not be loaded"
	case s.Role == model.ObanPeer && old:
		return "expected :peer to be false or an Oban.Peer, got: " + got
	case s.Role == model.ObanPeer && !s.Off:
		return "expected :peer to be one of [:falsy, {:behaviour, Oban.Peer}], got: {" + got + ", []}"
	case s.Role == model.ObanEngine && old:
		return "expected :engine to be an Oban.Queue.Engine, got: " + got
	case old:
		return "expected :notifier to be an Oban.Notifier, got: " + got
	}
	return "expected :" + string(s.Role) + " to be a loaded module, got: " + got
}

// singular is what one module of the role is called.
func singular(role model.ObanRole) string {
	if role == model.ObanPlugin {
		return "plugin"
	}
	return string(role)
}

// otherRole is what the module is, when it is something else than the option
// asks for.
func otherRole(s model.ObanSetting) string {
	for _, role := range []model.ObanRole{model.ObanNotifier, model.ObanPeer, model.ObanEngine, model.ObanPlugin} {
		if _, ok := model.ObanModule(role, s.Module); ok && role != s.Role {
			return singular(role)
		}
	}
	return ""
}
