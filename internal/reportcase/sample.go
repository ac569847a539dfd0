// Package reportcase makes results for the tests of the formats, whoever judges
// them: our own expectations, and the programs that read the formats in earnest.
package reportcase

import (
	"strings"

	"github.com/flylint/flylint/linter"
)

// The texts that the findings of Sample point into.
const (
	RuntimeText = "import Config\n\nif config_env() == :prod do\n\tconfig :quiet, Quiet.Repo,\n\t  url: \"ecto://ada:s3cr3t@db.example/quiet\", socket_options: maybe_ipv6 ++ [:keepalive]\nend\n"
	FlyText     = "app = \"quiet-harbor\"\n\n[deploy]\n  release_command = \"/app/bin/migrate\"\n\n# … 漢字\nkey = \"漢字\"\n"
)

// At is the range of the first piece in text.
func At(text, piece string) linter.Range {
	start := strings.Index(text, piece)
	return linter.Range{Start: Position(text, start), End: Position(text, start+len(piece))}
}

// Position is the place of an offset in text.
func Position(text string, offset int) linter.Position {
	before := text[:offset]
	line := strings.Count(before, "\n") + 1
	column := len([]rune(before[strings.LastIndexByte(before, '\n')+1:])) + 1
	return linter.Position{Line: line, Column: column, Offset: offset}
}

// Sample is a result with everything a format must show: a cause and what it
// explains, places in two files, fixes of both kinds, wide characters, a tab, a
// secret, an escape sequence.
func Sample() *linter.Result {
	option := At(RuntimeText, ":keepalive")
	wide := At(FlyText, `"漢字"`)
	return &linter.Result{
		Deployments: []linter.DeploymentInfo{{Config: "fly.toml", App: "quiet-harbor"}, {Config: "fly.b.toml"}},
		Files:       12,
		Sources:     map[string][]byte{"config/runtime.exs": []byte(RuntimeText), "fly.toml": []byte(FlyText)},
		Findings: []*linter.Finding{
			{
				Rule: "ecto/invalid-socket-option", Severity: linter.Error, Message: "the bare atom :keepalive is no option of gen_tcp", Label: "exits with badarg",
				Help: "write keepalive: true", URL: "https://example.com/e", Deployments: []string{"fly.toml"}, File: "config/runtime.exs", Range: option, Path: "config.quiet.Quiet.Repo.socket_options",
				Related:  []linter.Related{{File: "fly.toml", Range: At(FlyText, "release_command"), Message: "this dies with ** (EXIT from #PID<0.98.0>) shutdown"}},
				Fixes:    []linter.Fix{{Message: "Use keepalive: true", Edits: []linter.Edit{{File: "config/runtime.exs", Range: option, NewText: "keepalive: true"}}}},
				Explains: []string{"ffff"}, Fingerprint: "aaaa",
			},
			{
				Rule: "fly/unknown-key", Severity: linter.Warning, Message: "key\x1b[31m is not\nknown", Deployments: []string{"fly.b.toml", "fly.toml"}, File: "fly.toml", Range: wide, Path: "key",
				Fixes: []linter.Fix{{Message: "Delete it", Risk: "somebody may want it.", Edits: []linter.Edit{{File: "fly.toml", Range: wide}}}}, Fingerprint: "bbbb",
			},
			{Rule: "oban/postgres-notifier-behind-pooler", Severity: linter.Warning, Message: "an effect", Deployments: []string{"fly.toml"}, File: "fly.toml", Range: At(FlyText, "[deploy]"), Fingerprint: "ffff"},
			{Rule: "otp/flat-tree-default-intensity", Severity: linter.Info, Message: "at the end of the file", Deployments: []string{"fly.toml"}, File: "fly.toml", Range: At(FlyText, ""), Fingerprint: "cccc"},
		},
		Suppressed: []*linter.Finding{
			suppressed("dddd", linter.ByComment, "the proxy in front of it redirects", linter.Location{File: "fly.toml", Range: At(FlyText, "# … 漢字")}),
			suppressed("eeee", linter.BySettings, "it is the staging app", linter.Location{File: ".flylint.hcl", Range: At("ignore {}", "ignore {}")}),
			suppressed("abab", linter.ByBaseline, "", linter.Location{File: ".flylint-baseline", Range: linter.Range{Start: linter.Position{Line: 6, Column: 1}, End: linter.Position{Line: 6, Column: 1}}}),
			suppressed("acac", linter.ByBaseline, "", linter.Location{}),
		},
	}
}

func suppressed(fingerprint string, by linter.SuppressedBy, reason string, at linter.Location) *linter.Finding {
	return &linter.Finding{
		Rule: "phoenix/force-ssl-healthcheck", Severity: linter.Warning, Message: "suppressed " + fingerprint, Deployments: []string{"fly.toml"}, File: "fly.toml", Range: At(FlyText, "app"),
		Fingerprint: fingerprint, Suppression: &linter.Suppression{By: by, Reason: reason, At: at},
	}
}

// Empty is a result without findings.
func Empty() *linter.Result {
	return &linter.Result{Deployments: []linter.DeploymentInfo{{Config: "fly.toml"}}, Files: 1}
}
