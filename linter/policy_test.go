package linter

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestPolicyRules(t *testing.T) {
	opts := Options{
		FS:     files("fly.toml", "app = \"a\"\n", "old/fly.toml", "app = \"b\"\n"),
		Checks: []*Check{fakeCheck("fly/x", atApp("x")), fakeCheck("fly/y", atApp("y")), fakeCheck("oban/z", atApp("z"))},
	}
	for _, c := range []struct {
		name  string
		rules []RulePolicy
		want  string
	}{
		{"none", nil, "fly.toml fly/x warning, fly.toml fly/y warning, fly.toml oban/z warning, old/fly.toml fly/x warning, old/fly.toml fly/y warning, old/fly.toml oban/z warning"},
		{"a severity", []RulePolicy{{Rule: "oban/", Severity: Error}, {Rule: "fly/", Disabled: true}}, "fly.toml oban/z error, old/fly.toml oban/z error"},
		{"all but one", []RulePolicy{{Rule: "all", Disabled: true}, {Rule: "fly/y", Enabled: true}}, "fly.toml fly/y warning, old/fly.toml fly/y warning"},
		{"a glob", []RulePolicy{{Rule: "all", Path: "old/**", Disabled: true}, {Rule: "fly/", Severity: Info}, {Rule: "oban/", Path: "*.toml", Disabled: true}}, "fly.toml fly/x info, fly.toml fly/y info"},
		{"a directory", []RulePolicy{{Rule: "all", Disabled: true}, {Rule: "fly/x", Path: "old/", Enabled: true}}, "old/fly.toml fly/x warning"},
		{"each decision by the last that makes it", []RulePolicy{{Rule: "fly/x", Severity: Error}, {Rule: "all", Disabled: true}, {Rule: "fly/x", Enabled: true, Path: "fly.toml"}}, "fly.toml fly/x error"},
	} {
		opts.Policy = &Policy{Rules: c.rules}
		var got []string
		for _, f := range run(t, opts).Findings {
			got = append(got, f.File+" "+f.Rule+" "+f.Severity.String())
		}
		if s := strings.Join(got, ", "); s != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, s, c.want)
		}
	}
}

func TestPolicyDoesNotHideBrokenFiles(t *testing.T) {
	result := run(t, Options{FS: files("fly.toml", "app =\n"), Policy: &Policy{
		Rules:   []RulePolicy{{Rule: "all", Disabled: true}, {Rule: SyntaxErrorSlug, Disabled: true}},
		Ignores: []PolicyIgnore{{Rule: SyntaxErrorSlug, Reason: "no"}, {Rule: "all", Reason: "no"}},
	}})
	if got := rules(result); !slices.Equal(got, []string{SyntaxErrorSlug}) || result.Findings[0].Severity != Error {
		t.Errorf("findings = %v", got)
	}
}

// settingsText is where the ignores of these tests are written.
const settingsText = "ignore \"fly/x\" {\n  reason = \"known\"\n}\nfail_on = \"error\"\n"

func settingsIgnore(rule, file, until string) PolicyIgnore {
	end := strings.Index(settingsText, "fail_on") - 1
	day, _ := time.Parse(dayLayout, until)
	whole := Range{Position{1, 1, 0}, Position{3, 2, end}}
	return PolicyIgnore{Rule: rule, File: file, Reason: "known", Until: day, At: Location{"settings.hcl", whole}, Whole: whole}
}

func TestPolicyIgnores(t *testing.T) {
	opts := Options{
		FS:     files("fly.toml", "app = \"a\"\n", "b/fly.toml", "app = \"b\"\n", "settings.hcl", settingsText),
		Checks: []*Check{fakeCheck("fly/x", atApp("x"))},
		Today:  time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC),
	}
	for _, c := range []struct {
		name    string
		ignores []PolicyIgnore
		paths   []string
		want    []string
	}{
		{"everywhere", []PolicyIgnore{settingsIgnore("fly/", "", "")}, nil, nil},
		{"one file", []PolicyIgnore{settingsIgnore("fly/x", "b/*.toml", "2026-11-23")}, nil, []string{"fly/x"}},
		{"expired", []PolicyIgnore{settingsIgnore("fly/x", "", "2026-11-22")}, nil, []string{"fly/x", "fly/x", UnusedIgnoreSlug}},
		{"unused", []PolicyIgnore{settingsIgnore("all", "", ""), settingsIgnore("fly/x", "", "")}, nil, []string{UnusedIgnoreSlug}},
		{"perhaps used elsewhere", []PolicyIgnore{settingsIgnore("fly/x", "b/**", "")}, []string{"fly.toml"}, []string{"fly/x"}},
	} {
		opts.Policy, opts.Paths = &Policy{Ignores: c.ignores}, c.paths
		result := run(t, opts)
		got := rules(result)
		slices.Sort(got)
		slices.Sort(c.want)
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestUnusedPolicyIgnoresCanBeTakenOut(t *testing.T) {
	opts := Options{FS: files("fly.toml", "app = \"a\"\n", "settings.hcl", settingsText), Checks: []*Check{fakeCheck("fly/x", func(*Pass) {})}}
	opts.Policy = &Policy{Ignores: []PolicyIgnore{settingsIgnore("fly/x", "", "")}}
	result := run(t, opts)
	if got := string(Apply(result.Findings, result.Sources, false)["settings.hcl"]); got != "fail_on = \"error\"\n" {
		t.Errorf("settings.hcl = %q, findings %v", got, rules(result))
	}
}

// adopt is a run over a project with that baseline.
func adopt(t *testing.T, b *Baseline, src string) (*Result, Options) {
	t.Helper()
	opts := Options{FS: files("fly.toml", src), Policy: &Policy{Baseline: b}, Checks: []*Check{
		fakeCheck("fly/x", func(p *Pass) {
			for i := range strings.Count(src, "x") {
				p.Report(p.Fly.App, "x%d", i).Path("app")
			}
		}),
	}}
	return run(t, opts), opts
}

func TestBaselineAcceptsAsManyAsItHolds(t *testing.T) {
	empty := &Baseline{File: BaselineName}
	result, opts := adopt(t, empty, "app = \"xx\"\n")
	b := empty.Next(opts, result)
	read, err := ReadBaseline(b.File, WriteBaseline(b))
	if err != nil || len(read.Entries) != 2 {
		t.Fatalf("read %+v, %v", read, err)
	}
	for src, want := range map[string][3]int{ // reported, suppressed, stale
		"app = \"xx\"\n":      {0, 2, 0},
		"\n\napp = \"x-x\"\n": {0, 2, 0},
		"app = \"xxx\"\n":     {1, 2, 0},
		"app = \"x\"\n":       {0, 1, 1},
		"app = \"a\"\n":       {0, 0, 2},
	} {
		result, opts := adopt(t, read, src)
		if got := [3]int{len(result.Findings), len(result.Suppressed), len(result.Stale)}; got != want {
			t.Errorf("%q: %v, want %v", src, got, want)
		}
		if next := read.Next(opts, result); len(next.Entries) != strings.Count(src, "x") {
			t.Errorf("%q: the next baseline has %d entries", src, len(next.Entries))
		}
	}
}

func TestBrokenBaselines(t *testing.T) {
	for text, want := range map[string]string{
		"":                                "b:1: the baseline is empty",
		"fly/x fly.toml app\n":            "b:1: this is no baseline",
		baselineHead + "\nfly/x f\n":      `b:2: "fly/x f" is no entry`,
		baselineHead + "\n\nx f p\n":      `b:3: "x f p" is no entry`,
		baselineHead + "\nfly/x /etc p\n": "b:2: ",
		baselineHead + "\nfly/x f \"p\n":  "b:2: a quote is not closed",
		baselineHead + "\n<<<<<<< HEAD\n": "b:2: a merge was not finished here",
		baselineHead + "\nfly/x f p q\n":  "is no entry",
		baselineHead + " 0\nfly/x f p\n":  "b:1: this is no baseline",
	} {
		if _, err := ReadBaseline("b", []byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}

func TestBaselineKeepsOddNames(t *testing.T) {
	b := &Baseline{File: "b", Entries: []BaselineEntry{
		{Rule: "fly/x", File: "a b/fly.toml", Path: ""}, {Rule: "fly/x", File: "ü#.toml", Path: "config.\"a b\".\n\\"},
	}}
	read, err := ReadBaseline("b", WriteBaseline(b))
	if err != nil {
		t.Fatal(err)
	}
	for i, e := range read.Entries {
		if e.line = 0; e != b.Entries[i] {
			t.Errorf("%+v became %+v", b.Entries[i], e)
		}
	}
}

// FuzzBaseline holds that what can be read is written as it was read.
func FuzzBaseline(f *testing.F) {
	f.Add(baselineHead + "\nfly/x fly.toml app\nfly/x \"a b/fly.toml\" \"\"\n# c\n\nfly/x f \"config.\\\"a b\\\".\\n\"\r\n")
	f.Add(baselineHead + "\n<<<<<<< HEAD\n")
	f.Fuzz(func(t *testing.T, text string) {
		read, err := ReadBaseline("b", []byte(text))
		if err != nil {
			return
		}
		again, err := ReadBaseline("b", WriteBaseline(read))
		if err != nil || len(again.Entries) != len(read.Entries) {
			t.Fatalf("%q: %v", text, err)
		}
		slices.SortFunc(read.Entries, compareEntries)
		for i, e := range again.Entries {
			if e.line, read.Entries[i].line = 0, 0; e != read.Entries[i] {
				t.Errorf("%+v became %+v", read.Entries[i], e)
			}
		}
	})
}
