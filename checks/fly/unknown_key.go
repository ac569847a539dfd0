package fly

import (
	"strings"

	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model/flyconfig"
)

// UnknownKey is fly/unknown-key.
func UnknownKey() *linter.Check {
	return &linter.Check{
		Slug:     "fly/unknown-key",
		Severity: linter.Warning,
		FixKind:  linter.SafeUnsafe,
		Since:    "0.1.0",
		Evidence: linter.InFly,
		Documentation: linter.Documentation{
			Summary: "a key in its fly config that flyctl does not know and drops without a word",
			What: "Every key of the file is looked up in the table it stands in, at any depth. Keys that flyctl rewrites (other names of a table, forms of former versions) and keys " +
				"in another case are known, and so are keys that were known once and do nothing today. " +
				"Advice where the key would change nothing anyway, as the `port` of a check that is its service's. " + keysRead,
			Why: "flyctl turns the file into its own structure and ignores what does not fit, so the deploy is green and the setting is not there. `fly config validate` says nothing " +
				"either, unless it is called with `--strict`; and even that never looks inside `[[services]]`, `[[services.ports]]`, `[[mounts]]`, `[[vm]]` and `[[metrics]]`.",
			Instead: "Write the name that flyctl knows, or remove the key.",
			FixSafety: "A key is renamed only when one known key of its table is a letter or two away, is not in use, and takes such a value. The setting then takes effect, which is what was meant and not what happened so far: " +
				"where that costs something or changes what a deploy does, the fix needs `--unsafe-fixes`.",
			Ignore: "When a newer flyctl knows the key, or another tool reads it from the same file.",
			References: []string{
				configReference, flyctlSource,
				"https://github.com/superfly/flyctl/issues/3544",
				"https://github.com/superfly/flyctl/pull/4487 (`--strict`)",
			},
		},
		Judge: unknownKey,
	}
}

func unknownKey(p *linter.Pass) {
	for _, u := range p.Fly.Unknown {
		kind := "key"
		if u.Entry.Table != nil || u.Entry.Array != nil {
			kind = "table"
		}
		d := p.Report(u, "flyctl drops %s without a word: %s", u.Name, unknownWhy(u, kind)).
			Path("%s", u.Path).Label("not a %s of %s", kind, tableName(u.Table)).Help("%s", unknownHelp(u, kind)).
			Explains(whatLacks(u.Nearest)...)
		if u.Idle != "" {
			d.As(linter.Info)
		}
		if u.Certain {
			risk := effectOf(u.Table, u.Nearest, p.Fly.SaysDefault(u.Entry, u.Table, u.Nearest))
			letTakeEffect(d, risk, "Rename it to "+u.Nearest, renames(u)...)
		}
	}
}

// unknownWhy says why the key has no effect, naming the known one most like it.
func unknownWhy(u flyconfig.UnknownKey, kind string) string {
	if machineLimit(u) {
		return "no key limits the number of machines, so there can be more of them"
	}
	why := tableName(u.Table) + " has no such " + kind
	switch {
	case u.Idle != "":
		return why + ", and it would change nothing: " + u.Idle
	case u.Nearest != "":
		why += " (the nearest is " + u.Nearest + ")"
	case len(u.Elsewhere) > 0:
		why += " (" + tableName(u.Elsewhere[0]) + " has)"
	}
	return why + ", so it has no effect"
}

// unknownHelp says what to write instead.
func unknownHelp(u flyconfig.UnknownKey, kind string) string {
	switch {
	case u.Certain:
		return "did you mean " + u.Nearest + "?"
	case u.Idle != "":
		return "remove it"
	case machineLimit(u):
		return "remove it, and set the number with fly scale count"
	case u.Nearest != "":
		return "if " + u.Nearest + " was meant, write that; else remove the " + kind
	case len(u.Elsewhere) > 0:
		return u.Name + " is a " + kind + " of " + tableName(u.Elsewhere[0]) + ": move it there, or remove it"
	default:
		return "remove it, unless a flyctl newer than " + flyconfig.KeysDate + " knows it"
	}
}

// whatLacks is the rules that speak of a table without the key that was meant.
func whatLacks(key string) []string {
	switch key {
	case "internal_port", "protocol":
		return []string{"proxy/service-without-port"}
	case "port", "type":
		return []string{"health/check-without-target"}
	case "processes":
		return []string{"fly/unknown-process-group"}
	}
	return nil
}

// machineLimit reports whether the key was to set or limit the number of machines,
// the setting most often invented.
func machineLimit(u flyconfig.UnknownKey) bool {
	name := strings.ToLower(u.Name)
	return strings.HasPrefix(name, "max_machine") || strings.HasPrefix(name, "machine_count") || u.Table == "vm" && name == "count"
}

// renames writes the nearest name at each place where the unknown one stands.
func renames(u flyconfig.UnknownKey) []linter.TextEdit {
	edits := make([]linter.TextEdit, len(u.Keys))
	for i, at := range u.Keys {
		edits[i] = linter.Replace(at, u.Nearest)
	}
	return edits
}
