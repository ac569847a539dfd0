package mnesia

import (
	"path"
	"slices"
	"strings"

	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model"
	"github.com/flylint/flylint/model/exconfig"
	"github.com/flylint/flylint/model/flyconfig"
	"github.com/flylint/flylint/parsers"
)

// DirNotOnVolume is mnesia/dir-not-on-volume.
func DirNotOnVolume() *linter.Check {
	return &linter.Check{
		Slug:     "mnesia/dir-not-on-volume",
		Severity: linter.Error,
		FixKind:  linter.UnsafeFix,
		Since:    "0.1.0",
		Evidence: linter.InFly | linter.InConfig | linter.InLib,
		Elixir:   true,
		Documentation: linter.Documentation{
			Summary: "Mnesia tables in a directory that the next deploy starts without",
			What: "The directory in force, `config :mnesia, dir: …` or Mnesia's default `Mnesia.<node>` in the working directory, is compared with the `[mounts]` of the fly config. " +
				"It is an error when the code asks for tables with `disc_copies` or `disc_only_copies`, a warning when it only makes a schema on disc.",
			Why: "A machine's root file system is made anew from the image at every deploy. Mnesia finds no schema, makes an empty one, and the app starts as if it had never run: nothing fails, the data are gone. " +
				"On a volume the same happens when the directory's name is made from `node()` and the node's name holds the image or the machine's version.",
			Instead:    "Mount a volume and put Mnesia's directory below it, under a name that stays: `config :mnesia, dir: ~c\"/data/mnesia/my_app\"` in runtime.exs, under `config_env() == :prod`.",
			FixSafety:  "The fix is unsafe: it changes where tables are looked for. What stands in the old directory has to be copied, and a directory in runtime.exs may be for development too.",
			Ignore:     "When losing the tables is fine, as for a cache or for copies of tables that other nodes always hold.",
			References: []string{manual + "#configuration-parameters", volumes, "https://fly.io/docs/machines/overview/"},
		},
		Judge: dirNotOnVolume,
	}
}

func dirNotOnVolume(p *linter.Pass) {
	m := p.Mnesia()
	if m == nil || keepsRootfs(p) {
		return
	}
	schema, makesSchema := m.MakesSchema()
	severity := linter.Error
	if len(m.Disc) == 0 {
		if !makesSchema {
			return
		}
		severity = linter.Warning
	}
	for i, place := range m.Dir.Places {
		if i > 0 && len(p.Fly.Mounts) == 0 {
			break // whichever place it is, there is no volume
		}
		why := loses(p, place)
		if why == "" {
			continue
		}
		at := place.Range
		if !at.IsValid() && len(m.Disc) > 0 {
			at = m.Disc[0]
		} else if !at.IsValid() {
			at = schema.Range
		}
		d := p.Report(at, "%s%s%s", why, unless(p, place.When), p.Fly.UnlessElsewhere("gives them a volume")).As(severity).Path("%s", m.Dir.Path).Label("gone after a deploy").Help("%s", help(p))
		if len(m.Dir.Places) > 1 || p.Fly.Bare() {
			d.As(linter.Warning)
		}
		relateTables(d, m, at)
		offerDir(p, d, place)
	}
}

// loses says how the tables in a place get lost; "" when they do not, or when
// that cannot be told.
func loses(p *linter.Pass, place model.MnesiaPlace) string {
	const lost = ": every deploy starts with a new one, and the tables are empty again"
	inMount := slices.ContainsFunc(p.Fly.Mounts, func(m *flyconfig.Mount) bool { return place.In(m.Destination.V) })
	switch {
	case place.Default:
		return "nothing sets Mnesia's directory, so it is Mnesia.<node> in " + path.Dir(place.Text) + ", on the root file system" + lost
	case len(p.Fly.Mounts) == 0 && place.Known:
		return "Mnesia's directory " + place.Text + " is on the root file system, as the fly config mounts no volume" + lost
	case len(p.Fly.Mounts) == 0:
		return "Mnesia's directory is on the root file system, as the fly config mounts no volume" + lost
	case place.NodeNamed:
		return losesByName(p)
	case place.Known && !inMount:
		return "Mnesia's directory " + place.Text + " is on the root file system, outside the volume at " + p.Fly.Mounts[0].Destination.V + lost
	}
	return ""
}

// losesByName says how a directory with the node's name in it changes with it.
func losesByName(p *linter.Pass) string {
	part, changing := p.Cluster(p.Fly.DefaultGroup()).PerDeploy()
	if when, every := lifetime(part); changing && every {
		return "Mnesia's directory is called after the node, and " + part.Text + " gives the node another name " + when +
			": the app looks in a new, empty directory, and its tables stay in the old one"
	}
	return ""
}

// keepsRootfs reports whether the machines are told to keep their root file
// system.
func keepsRootfs(p *linter.Pass) bool {
	vm := p.Fly.VMOf(p.Fly.DefaultGroup())
	return vm != nil && vm.PersistRootfs.Set && vm.PersistRootfs.V != "never"
}

func help(p *linter.Pass) string {
	if len(p.Fly.Mounts) == 0 {
		return "mount a volume ([mounts], destination = \"/data\") and set config :mnesia, dir: ~c\"" + stableDir(p, "/data") + "\""
	}
	return "in runtime.exs, for prod: config :mnesia, dir: ~c\"" + stableDir(p, p.Fly.Mounts[0].Destination.V) + "\""
}

// stableDir is a directory on a volume that keeps its name.
func stableDir(p *linter.Pass, mount string) string {
	return strings.TrimSuffix(mount, "/") + "/mnesia/" + p.Mix.App.Or("my_app")
}

// unless says what would take the finding back; "" when nothing would, as without
// a volume, where no other directory is any better.
func unless(p *linter.Pass, when exconfig.Guard) string {
	if len(p.Fly.Mounts) == 0 {
		return ""
	}
	if len(when) == 1 && when[0].Op == exconfig.OpSet && when[0].Negated {
		return ", unless " + when[0].Var + " is set as a secret"
	}
	if len(when) > 0 {
		return ", if " + when.String()
	}
	return ""
}

// offerDir offers the directory on the volume in place of a literal one.
func offerDir(p *linter.Pass, d *linter.Diagnostic, place model.MnesiaPlace) {
	file := p.Sources.FileAt(place.From)
	if !place.Known || place.Default || file == nil || len(p.Fly.Mounts) == 0 {
		return
	}
	text := `~c"` + stableDir(p, p.Fly.Mounts[0].Destination.V) + `"`
	switch literal := file.Text(place.Range); {
	case strings.HasPrefix(literal, `"`):
		text = text[len("~c"):]
	case !strings.HasPrefix(literal, "~c") && !strings.HasPrefix(literal, "'"):
		return
	}
	d.UnsafeFix("tables in the old directory are not moved, and other environments may use this line", "Use "+text, linter.Replace(place, text))
}

// relateTables names where a table on disc is asked for.
func relateTables(d *linter.Diagnostic, m *model.Mnesia, at parsers.Range) {
	if len(m.Disc) > 0 && m.Disc[0] != at {
		d.Relate(m.Disc[0], "tables are asked to be on disc here")
	}
}
