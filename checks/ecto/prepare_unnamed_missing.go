package ecto

import (
	"slices"

	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model"
	"github.com/flylint/flylint/model/exconfig"
	"github.com/flylint/flylint/model/project"
)

// PrepareUnnamedMissing is ecto/prepare-unnamed-missing.
func PrepareUnnamedMissing() *linter.Check {
	return &linter.Check{
		Slug:     "ecto/prepare-unnamed-missing",
		Severity: linter.Warning,
		FixKind:  linter.SafeFix,
		Since:    "0.1.0",
		Evidence: linter.InConfig | linter.InEnv,
		Elixir:   true,
		Documentation: linter.Documentation{
			Summary: "a Repo that names its prepared statements behind a pooler",
			What: "Every Repo of the app that seems to connect through a transaction pooler. Evidence is its host (`pgbouncer.<cluster>.flympg.net`), port 6432 or 6543, a direct URL such as " +
				"`DIRECT_DATABASE_URL` beside its own, the message for its missing URL, or `prepare: :unnamed` in another Repo on the same server. A Repo on a `direct.` host is left alone.",
			Why: "In transaction mode the pooler gives each transaction another session of the server, and statements prepared under a name are not there: " +
				"`prepared statement \"ecto_…\" does not exist` (26000), or `already exists` (42P05), now and then and under load first. Nothing fails at boot.",
			Instead:    "`prepare: :unnamed` in the Repo's configuration.",
			FixSafety:  "The option is added. Without a pooler it costs some speed and changes nothing else.",
			Ignore:     "When the pooler works in session mode, or knows prepared statements (PgBouncer 1.21 with max_prepared_statements). The mode is in no file: `fact { pooler = \"session\" }` in .flylint.hcl states it.",
			References: []string{phoenixOnMPG, "https://fly.io/docs/mpg/client-configuration/", "https://hexdocs.pm/postgrex/readme.html#pgbouncer"},
		},
		Judge: prepareUnnamedMissing,
	}
}

func prepareUnnamedMissing(p *linter.Pass) {
	for _, repo := range p.Repos() {
		signs := slices.DeleteFunc(p.PoolerSigns(repo), func(s model.PoolerSign) bool { return s.Kind == model.PoolerPrepare })
		if len(signs) == 0 || repo.Unread || repo.Adapter.V != project.AdapterPostgres || mayBeUnnamed(repo) {
			continue
		}
		at := repo.InForce()
		if key := repo.OptionKey("prepare"); key.IsValid() {
			at = key
		}
		through := "seems to connect"
		if signs[0].Kind == model.PoolerStated {
			through = "connects"
		}
		d := p.Report(at, "%s %s through a transaction pooler (%s) and prepares its statements by name: they live in one session of the server, "+
			"so queries fail now and then with ERROR 26000 (invalid_sql_statement_name) prepared statement \"ecto_…\" does not exist", repo.Module.Name, through, signs[0].Text).
			Path("%s", repo.OptionPath("prepare")).Label("no prepare: :unnamed").Help("add prepare: :unnamed")
		for _, s := range signs {
			d.Relate(s, "%s", s.Text)
		}
		addPrepare(p, d, repo)
	}
}

// mayBeUnnamed reports whether prepare: is :unnamed in some case, or cannot be
// read.
func mayBeUnnamed(repo *model.Repo) bool {
	may := false
	repo.Option("prepare").Leaves(func(_ exconfig.Guard, v *exconfig.Value) {
		may = may || v.IsAtom("unnamed") || v.Kind != exconfig.Atom && v.Kind != exconfig.Missing
	})
	return may
}

func addPrepare(p *linter.Pass, d *linter.Diagnostic, repo *model.Repo) {
	if repo.OptionKey("prepare").IsValid() {
		return
	}
	if insertions, ok := p.InsertAfter(repo.ServerPair(), "prepare: :unnamed"); ok {
		d.Fix("Add prepare: :unnamed", linter.Inserts(insertions...)...)
	}
}
