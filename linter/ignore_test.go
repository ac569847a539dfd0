package linter

import (
	"io/fs"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/flylint/flylint/model"
)

// atMix reports at the start of mix.exs in the deployment of one app.
func atMix(app string) func(*Pass) {
	return func(p *Pass) {
		if p.Fly.App.V == app {
			p.Report(p.Sources.Elixir("mix.exs").Exprs[0], "mix").Path("mix")
		}
	}
}

const (
	mixText     = "defmodule X.MixProject do\nend\n"
	ignoredMix  = "# flylint:ignore fly/x -- known\n" + mixText
	ignoredToml = "# flylint:ignore fly/x -- known\napp = \"a\"\n"
)

// shared is a project of two deployments that read one mix.exs, in which a
// finding of app a is ignored.
func shared() Options {
	fsys := files("fly.a.toml", "app = \"a\"\n", "fly.b.toml", "app = \"b\"\n", "mix.exs", ignoredMix)
	return Options{FS: fsys, Checks: []*Check{fakeCheck("fly/x", atMix("a"))}}
}

func TestIgnoresThatOneDeploymentNeedsAreUsed(t *testing.T) {
	result := run(t, shared())
	if len(result.Findings) != 0 || len(result.Suppressed) != 1 {
		t.Errorf("findings %v, %d suppressed", rules(result), len(result.Suppressed))
	}
	if s := result.Suppressed[0].Suppression; s.By != ByComment || s.Reason != "known" || s.At.File != "mix.exs" || s.At.Range.Start.Line != 1 {
		t.Errorf("suppression = %+v", s)
	}
}

func TestIgnoresThatNoDeploymentNeedsAreTold(t *testing.T) {
	opts := shared()
	opts.Checks[0] = fakeCheck("fly/x", atMix("neither"))
	result := run(t, opts)
	if !slices.Equal(rules(result), []string{UnusedIgnoreSlug}) || !slices.Equal(result.Findings[0].Deployments, []string{"fly.a.toml", "fly.b.toml"}) {
		t.Errorf("findings = %+v", result.Findings)
	}
}

// TestUnusedNeedsCertainty lists the runs that cannot know that an ignore is
// not needed.
func TestUnusedNeedsCertainty(t *testing.T) {
	silent := func(*Pass) {}
	x := func(c Check) *Check {
		c.Slug, c.Severity, c.Since, c.Judge = "fly/x", Warning, "0.1.0", silent
		return &c
	}
	only := func(text string, check *Check) Options {
		return Options{FS: files("fly.toml", text), Checks: []*Check{check}}
	}
	deselected := only(ignoredToml, fakeCheck("fly/y", silent))
	deselected.Known = []*Check{x(Check{}), fakeCheck("fly/y", silent)}
	disabled := only(ignoredToml, x(Check{}))
	disabled.Policy = &Policy{Rules: []RulePolicy{{Rule: "fly/", Path: "*.toml", Disabled: true}}}
	off := only(ignoredToml, x(Check{}))
	off.Policy = &Policy{Rules: []RulePolicy{{Rule: "fly/x", Disabled: true}}}
	secrets := only(ignoredToml, x(Check{Evidence: InEnv}))
	secrets.Secrets = &model.Secrets{}
	part := shared()
	part.Paths = []string{"fly.b.toml"}
	for name, opts := range map[string]Options{
		"the rule was not selected":               deselected,
		"the rule is disabled here":               disabled,
		"the rule is disabled":                    off,
		"the rule is not for such a project":      only(ignoredToml, x(Check{Elixir: true})),
		"the rule waits for a list of secrets":    only(ignoredToml, x(Check{Evidence: InSecrets})),
		"the list of secrets may have silenced":   secrets,
		"a file does not parse":                   only(ignoredToml+"b =\n", x(Check{})),
		"another deployment may need it":          part,
		"the rule crashed and could not be heard": only(ignoredToml, fakeCheck("fly/x", func(*Pass) { panic("no") })),
	} {
		if got := rules(run(t, opts)); slices.Contains(got, UnusedIgnoreSlug) || slices.Contains(got, InvalidIgnoreSlug) {
			t.Errorf("%s: %v", name, got)
		}
	}
	if got := rules(run(t, only(ignoredToml, x(Check{})))); !slices.Equal(got, []string{UnusedIgnoreSlug}) {
		t.Errorf("a run that can know: %v", got)
	}
}

func TestExpiry(t *testing.T) {
	text := strings.Replace(ignoredToml, " --", " until=2026-11-23 --", 1)
	for today, want := range map[string][]string{
		"2026-11-23": nil,
		"2026-11-24": {UnusedIgnoreSlug, "fly/x"},
		"":           nil,
	} {
		day, _ := time.Parse(dayLayout, today)
		result := run(t, Options{FS: files("fly.toml", text), Today: day, Checks: []*Check{fakeCheck("fly/x", atApp("x"))}})
		if got := rules(result); !slices.Equal(got, want) {
			t.Errorf("on %q: %v, want %v", today, got, want)
		}
	}
}

func TestIgnoreFix(t *testing.T) {
	finding := func(file string, offset int) *Finding {
		return &Finding{Rule: "fly/x", File: file, Range: Range{Position{Offset: offset}, Position{Offset: offset + 1}}}
	}
	for _, c := range []struct{ name, file, src, mark, want string }{
		{"a pair", "fly.toml", "[a]\n  b = 1\n", "b", "[a]\n  # flylint:ignore fly/x -- |\n  b = 1\n"},
		{"CRLF", "../fly.toml", "a = 1\r\nb = 2\r\n", "b", "a = 1\r\n# flylint:ignore fly/x -- |\r\nb = 2\r\n"},
		{"a byte order mark", "fly.toml", "\ufeffa = 1\n", "1", "\ufeff# flylint:ignore fly/x -- |\na = 1\n"},
		{"an entry over several lines", "a.exs", "f(\n  a: [\n    1, 2\n  ],\n  b: 1)", "1,", "f(\n  a: [\n    # flylint:ignore fly/x -- |\n    1, 2\n  ],\n  b: 1)"},
		{"a heredoc", "a.ex", "f(\"\"\"\n  x\n  \"\"\")", "x", "# flylint:ignore fly/x -- |\nf(\"\"\"\n  x\n  \"\"\")"},
		{"a continued line", "Dockerfile", "FROM a\nRUN b && \\\n  c\n", "c\n", "FROM a\n# flylint:ignore fly/x -- |\nRUN b && \\\n  c\n"},
		{"a continued line of a script", "rel/env.sh.eex", "#!/bin/sh\na && \\\n  b\n", "b\n", "#!/bin/sh\n# flylint:ignore fly/x -- |\na && \\\n  b\n"},
		{"a custom Dockerfile", "deploy/image", "# x\nfrom a\nRUN b\n", "RUN", "# x\nfrom a\n# flylint:ignore fly/x -- |\nRUN b\n"},
		{"an entry of YAML", "litefs.yml", "fuse:\n  dir: /a\nproxy:\n  addr: b\n", "addr", "fuse:\n  dir: /a\nproxy:\n  # flylint:ignore fly/x -- |\n  addr: b\n"},
		{"a flag of the VM", "rel/vm.args.eex", "## Ours\n+K true\n-sname x\n", "-sname", "## Ours\n+K true\n# flylint:ignore fly/x -- |\n-sname x\n"},
		{"a pattern", ".dockerignore", "deps\nrel\n", "rel", "deps\n# flylint:ignore fly/x -- |\nrel\n"},
		{"outside of everything", "fly.toml", "# c\na = 1\n", "#", "# c\n# flylint:ignore-file fly/x -- |\na = 1\n"},
	} {
		edit, cursor, ok := IgnoreFix(finding(c.file, strings.Index(c.src, c.mark)), []byte(c.src), "")
		if !ok {
			t.Errorf("%s: not ok", c.name)
			continue
		}
		edit.NewText = edit.NewText[:cursor] + "|" + edit.NewText[cursor:]
		if got := string(rewrite([]byte(c.src), []Edit{edit})); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
	if _, _, ok := IgnoreFix(finding("mix.lock", 0), []byte("%{}"), ""); ok {
		t.Error("mix.lock holds no comments that last")
	}
	syntax := finding("fly.toml", 0)
	syntax.Rule = SyntaxErrorSlug
	if _, _, ok := IgnoreFix(syntax, []byte("a"), ""); ok {
		t.Error("a syntax error cannot be ignored")
	}
}

// TestIgnoreReasons writes ignores with reasons that could be taken for more.
func TestIgnoreReasons(t *testing.T) {
	for reason, want := range map[string]string{
		"known":                         "# flylint:ignore fly/x -- known",
		"-- two\n dashes -- and more":   "# flylint:ignore fly/x -- two dashes -- and more",
		"until=2027-01-31 the move":     "# flylint:ignore fly/x until=2027-01-31 -- the move",
		"until=2027-01-31 -- the move":  "# flylint:ignore fly/x until=2027-01-31 -- the move",
		"until the move, see fly/other": "# flylint:ignore fly/x -- until the move, see fly/other",
	} {
		place := Range{Position{Offset: 0}, Position{Offset: 1}}
		edits, _ := IgnoreEdits([]*Finding{{Rule: "fly/x", File: "fly.toml", Range: place}}, []byte("a = 1\n"), reason)
		if len(edits) != 1 || edits[0].NewText != want+"\n" {
			t.Errorf("%q: %+v", reason, edits)
		} else if d := parseDirective(want); d.fault != nil {
			t.Errorf("%q gives a comment with a fault: %s", reason, d.fault.message)
		}
	}
}

// FuzzIgnores holds that no comment, however odd, is more than a finding, and
// that writing it as meant gives one that is in order.
func FuzzIgnores(f *testing.F) {
	for _, seed := range []string{
		" flylint:ignore fly/x -- known", "flylint: ignore fly/x, fly/y until 2026-1-2 because", "flylint:ignore-file all until=2027-01-31 --",
		"flylint:disable fly/x\t//\xff", "a flylint:ignore fly/x", "flylint:ignore -- --", "flylint:ignore fly/x -- until=2027-01-31 -- x",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if strings.ContainsAny(text, "\n\r") {
			return
		}
		d := parseDirective("#" + text)
		if d == nil || d.fault != nil && !d.fault.clear {
			return
		}
		again := parseDirective(d.String())
		if again == nil || again.fault != nil || again.String() != d.String() {
			t.Errorf("%q means %q, which means %+v", text, d, again)
		}
	})
}

// FuzzIgnoreEdits holds that a comment can be written at any place of any text,
// and takes nothing away from it.
func FuzzIgnoreEdits(f *testing.F) {
	for _, seed := range []struct {
		name, src string
		at        int
	}{
		{"fly.toml", "\ufeffa = [\r\n  1,\r\n]\n[b]\nc = {d = 1}", 9}, {"a.exs", "f(\n  a: [\n    ~s(x), 2\n  ],\n  b: 1) |> g do 1 end", 20},
		{"Dockerfile", "# syntax=x\nFROM a\nRUN b && \\\n  c <<E\nd\nE\n", 30}, {"rel/env.sh.eex", "#!/bin/sh\nif a; then\n  b \\\n c\nfi", 25},
		{"litefs.yml", "a:\n  b: 1 # c\n", 5}, {".dockerignore", "a\n\n!b", 4}, {"vm.args", "+K true", 0},
	} {
		f.Add(seed.name, []byte(seed.src), seed.at)
	}
	f.Fuzz(func(t *testing.T, name string, src []byte, at int) {
		if !fs.ValidPath(name) || at < 0 || at > len(src) {
			return
		}
		place := Range{Position{Offset: at}, Position{Offset: at}}
		edits, left := IgnoreEdits([]*Finding{{Rule: "fly/x", File: name, Range: place}}, src, "known")
		if len(edits)+len(left) != 1 {
			t.Fatalf("%d edits, %d left", len(edits), len(left))
		}
		for _, e := range edits {
			if e.Range.Start != e.Range.End || e.Range.End.Offset > len(src) || !strings.Contains(e.NewText, "# flylint:ignore") {
				t.Errorf("%+v", e)
			}
		}
	})
}
