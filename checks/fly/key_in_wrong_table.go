package fly

import (
	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model/flyconfig"
)

// KeyInWrongTable is fly/key-in-wrong-table.
func KeyInWrongTable() *linter.Check {
	return &linter.Check{
		Slug:     "fly/key-in-wrong-table",
		Severity: linter.Warning,
		FixKind:  linter.SafeUnsafe,
		Since:    "0.1.0",
		Evidence: linter.InFly,
		Documentation: linter.Documentation{
			Summary: "a key in its fly config below a table header that swallowed it",
			What: "In TOML every key below a `[table]` header belongs to that table, up to the next header, whatever blank lines or indentation suggest. The rule looks for keys that " +
				"their table does not know and another one does. In `[env]` and `[processes]`, where any name is allowed, only lower-case names of several words that are settings count. " + keysRead,
			Why:     "flyctl drops a key that its table does not know, and below `[env]` it becomes an environment variable. Either way the deploy is green and the setting keeps its default.",
			Instead: "Write settings of the top level above the first header, and the others below the header of their own table.",
			FixSafety: "The line is moved, with its comments, to a table that is in the file. It is not when the key is set there already, when its value has another type than the setting takes, or when it is not sure which table is right. The setting then takes effect: " +
				"where that costs something or changes what a deploy does, the fix needs `--unsafe-fixes`. A key that does nothing anywhere is removed.",
			Ignore: "When the app reads an environment variable of just this name.",
			References: []string{
				configReference, flyctlSource,
				"https://toml.io/en/v1.0.0#table",
			},
		},
		Judge: keyInWrongTable,
	}
}

func keyInWrongTable(p *linter.Pass) {
	for _, m := range p.Fly.Misplaced {
		d := p.Report(m, "%s stands below %s, so %s%s", m.Name, tableName(m.Table), swallowedAs(m), lostSetting(m)).
			Path("%s", m.Path).Label("a setting of %s", tableName(m.Belongs[0])).Help("%s", misplacedHelp(m)).
			Explains(whatLacks(m.Name)...)
		if m.Idle && m.Table != "processes" || m.Known.Dead != "" && flyconfig.SaysFalse(m.Entry) {
			d.As(linter.Info) // nothing is lost: what it asks for holds, or what it asks for not to happen does not
		}
		if m.Header != nil {
			d.Relate(m.Header, "every key below this header belongs to %s", tableName(m.Table))
		}
		switch edits, ok := move(p.Fly, m); {
		case m.Known.Dead != "" && p.Fly.Lines(m.Entry).IsValid():
			d.Fix("Remove "+m.Name, linter.Delete(p.Fly.Lines(m.Entry)))
		case ok:
			risk := effectOf(m.Belongs[0], m.Name, p.Fly.SaysDefault(m.Entry, m.Belongs[0], m.Name))
			letTakeEffect(d, risk, "Move it to "+tableName(m.Belongs[0]), edits...)
		}
	}
}

// swallowedAs says what the key became where it stands.
func swallowedAs(m flyconfig.MisplacedKey) string {
	switch m.Table {
	case "env":
		return "it becomes an environment variable"
	case "processes":
		return "it becomes a process group with machines of its own"
	default:
		return "flyctl drops it without a word"
	}
}

// lostSetting says what holds instead of the key.
func lostSetting(m flyconfig.MisplacedKey) string {
	switch {
	case m.Known.Dead != "":
		return "; nor would it do anything in " + tableName(m.Belongs[0]) + ": " + m.Known.Dead
	case m.Already && m.Idle:
		return "; " + tableName(m.Belongs[0]) + " says the same, and that holds"
	case m.Already:
		return "; what " + tableName(m.Belongs[0]) + " says of it holds"
	case m.Idle:
		return "; what it says is the default, and holds"
	case m.Known.Default != "":
		return ", and the setting keeps its default, " + m.Known.Default
	default:
		return ", and the setting is lost"
	}
}

func misplacedHelp(m flyconfig.MisplacedKey) string {
	switch {
	case m.Known.Dead != "", m.Already:
		return "remove it here"
	case m.Belongs[0] == "":
		return "move it above the first [table] header"
	default:
		return "move it below " + tableName(m.Belongs[0])
	}
}

// move is the edits that put the key where it belongs; not ok where that is
// not certain.
func move(f *flyconfig.Config, m flyconfig.MisplacedKey) ([]linter.TextEdit, bool) {
	home := f.Home(m)
	if home == nil || !f.Lines(m.Entry).IsValid() {
		return nil, false
	}
	cut, pair := f.Carried(m.Entry)
	pos, text, ok := f.InsertKey(home, pair)
	return []linter.TextEdit{linter.Delete(cut), linter.Insert(pos, text)}, ok
}
