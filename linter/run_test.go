package linter

import (
	"context"
	"errors"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	_ "github.com/flylint/flylint/internal/golden" // for -update
	"github.com/flylint/flylint/model/source"
)

// fakeCheck is a rule that tests make up.
func fakeCheck(slug string, judge func(*Pass)) *Check {
	return &Check{Slug: slug, Severity: Warning, Since: "0.1.0", Documentation: Documentation{Summary: "a fake"}, Judge: judge}
}

// atApp reports at the app's name.
func atApp(message string) func(*Pass) {
	return func(p *Pass) { p.Report(p.Fly.App, "%s", message).Path("app") }
}

func files(pairs ...string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for i := 0; i < len(pairs); i += 2 {
		fsys[pairs[i]] = &fstest.MapFile{Data: []byte(pairs[i+1])}
	}
	return fsys
}

func run(t *testing.T, opts Options) *Result {
	t.Helper()
	result, err := Run(context.Background(), opts)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

func rules(result *Result) []string {
	var names []string
	for _, f := range result.Findings {
		names = append(names, f.Rule)
	}
	return names
}

func TestRunOrdersFindingsWhateverTheSchedule(t *testing.T) {
	fsys := files("a/fly.toml", "app = \"a\"\n", "b/fly.toml", "app = \"b\"\n", "c/fly.toml", "app = \"c\"\n")
	checks := []*Check{fakeCheck("fly/zebra", atApp("z")), fakeCheck("fly/ant", atApp("a"))}
	var want []string
	for _, workers := range []int{1, 2, 8} {
		result := run(t, Options{FS: fsys, Checks: checks, Workers: workers})
		var got []string
		for _, f := range result.Findings {
			got = append(got, f.File+" "+f.Rule)
		}
		if want == nil {
			want = got
		}
		if !slices.Equal(got, want) || len(got) != 6 || got[0] != "a/fly.toml fly/ant" {
			t.Errorf("with %d workers: %v", workers, got)
		}
	}
}

func TestACrashCostsOneCheckItsWord(t *testing.T) {
	result := run(t, Options{FS: files("fly.toml", "app = \"a\"\n"), Checks: []*Check{
		fakeCheck("fly/crashes", func(*Pass) { panic("out of luck") }),
		fakeCheck("fly/works", atApp("still here")),
	}})
	if want := []string{InternalErrorSlug, "fly/works"}; !slices.Equal(rules(result), want) || !result.Crashed {
		t.Fatalf("rules = %v, crashed = %v", rules(result), result.Crashed)
	}
	if m := result.Findings[0].Message; !strings.Contains(m, "fly/crashes") || !strings.Contains(m, "out of luck") {
		t.Errorf("the message does not name the check and the cause: %s", m)
	}
}

// TestFaultyReportsAreTheChecksFault holds a check to valid positions and edits.
func TestFaultyReportsAreTheChecksFault(t *testing.T) {
	for name, judge := range map[string]func(*Pass){
		"no position": func(p *Pass) { p.Report(source.Value[string]{}, "nowhere") },
		"overlapping edits": func(p *Pass) {
			p.Report(p.Fly.App, "x").Fix("Twice", Replace(p.Fly.App, "1"), Replace(p.Fly.App, "2"))
		},
		"a related place in no file": func(p *Pass) {
			p.Report(p.Fly.App, "x").Related = []RelatedPlace{{Pos: 1 << 40, Message: "far away"}}
		},
	} {
		t.Run(name, func(t *testing.T) {
			result := run(t, Options{FS: files("fly.toml", "app = \"a\"\n"), Checks: []*Check{fakeCheck("fly/faulty", judge)}})
			if !slices.Contains(rules(result), InternalErrorSlug) {
				t.Errorf("rules = %v", rules(result))
			}
		})
	}
}

func TestPositionsCountCodePoints(t *testing.T) {
	src := "# ü\n\"ключ\" = 1\napp = \"ä\" # 😀\n"
	result := run(t, Options{FS: files("fly.toml", src), Checks: []*Check{fakeCheck("fly/x", func(p *Pass) {
		p.Report(p.Fly.App, "here").Relate(p.Fly.App.Key, "key")
	})}})
	got := result.Findings[0].Range
	want := Range{Start: Position{3, 7, strings.Index(src, `"ä"`)}, End: Position{3, 10, strings.Index(src, ` # 😀`)}}
	if got != want {
		t.Errorf("range = %+v, want %+v", got, want)
	}
}

func TestAByteOrderMarkIsNoColumn(t *testing.T) {
	result := run(t, Options{FS: files("fly.toml", "\ufeffapp = 'a'\n"), Checks: []*Check{fakeCheck("fly/x", atApp("here"))}})
	want := Range{Start: Position{1, 7, 9}, End: Position{1, 10, 12}}
	if got := result.Findings[0].Range; got != want {
		t.Errorf("range = %+v, want %+v", got, want)
	}
}

// sharedCheck speaks of a file that two deployments read.
func sharedCheck() *Check {
	return fakeCheck("fly/shared", func(p *Pass) {
		if f := p.Sources.Read("mix.exs"); f != nil {
			p.Report(f.Start(), "shared")
		}
	})
}

func TestASharedFindingIsToldOnce(t *testing.T) {
	fsys := files("fly.a.toml", "app = \"a\"\n", "fly.b.toml", "app = \"b\"\n", "mix.exs", "defmodule X.MixProject do\nend\n")
	result := run(t, Options{FS: fsys, Checks: []*Check{sharedCheck()}})
	if len(result.Findings) != 1 || !slices.Equal(result.Findings[0].Deployments, []string{"fly.a.toml", "fly.b.toml"}) {
		t.Errorf("findings = %+v", result.Findings)
	}
}

func TestFingerprintsSurviveMovedLines(t *testing.T) {
	check := []*Check{fakeCheck("fly/x", atApp("x"))}
	before := run(t, Options{FS: files("fly.toml", "app = \"a\"\n"), Checks: check}).Findings[0]
	after := run(t, Options{FS: files("fly.toml", "# moved\n\n\napp   = \"a\"\n"), Checks: check}).Findings[0]
	if before.Fingerprint != after.Fingerprint {
		t.Errorf("%s became %s", before.Fingerprint, after.Fingerprint)
	}
	if before.Range == after.Range {
		t.Error("the finding did not move, so this proves nothing")
	}
}

func TestSyntaxErrorsAreFindings(t *testing.T) {
	result := run(t, Options{FS: files("fly.toml", "app = \nprimary_region = \"fra\"\n")})
	if want := []string{SyntaxErrorSlug}; !slices.Equal(rules(result), want) || result.Findings[0].Range.Start.Line != 1 {
		t.Errorf("findings = %+v", result.Findings)
	}
}

func TestGarbageIsToldBriefly(t *testing.T) {
	garbage := strings.Repeat("\x00\xff[[[ = \x01\n", 5000)
	result := run(t, Options{FS: files("fly.toml", garbage)})
	if n := len(result.Findings); n == 0 || n > maxSyntaxErrors {
		t.Errorf("%d findings, want 1 to %d", n, maxSyntaxErrors)
	}
}

func TestOtherFormatsAreSaidNotRead(t *testing.T) {
	result := run(t, Options{FS: files("fly.json", "{}")})
	if !slices.Equal(rules(result), []string{NotReadSlug}) || result.Findings[0].Severity != Info {
		t.Errorf("findings = %+v", result.Findings)
	}
}

// brokenFS cannot read some files.
type brokenFS struct {
	fstest.MapFS
	broken string
}

func (b brokenFS) Open(name string) (fs.File, error) {
	if name == b.broken {
		return nil, fs.ErrPermission
	}
	return b.MapFS.Open(name)
}

func TestUnreadableFilesAreNamed(t *testing.T) {
	fsys := brokenFS{files("fly.toml", "app = \"a\"\n", "mix.exs", "x"), "mix.exs"}
	result := run(t, Options{FS: fsys})
	if len(result.Unreadable) != 1 || result.Unreadable[0].Path != "mix.exs" || !errors.Is(result.Unreadable[0].Err, fs.ErrPermission) {
		t.Errorf("unreadable = %+v", result.Unreadable)
	}
	fsys.broken = "fly.toml"
	result = run(t, Options{FS: fsys})
	if len(result.Unreadable) != 1 || len(result.Deployments) != 1 {
		t.Errorf("unreadable = %+v, deployments = %+v", result.Unreadable, result.Deployments)
	}
}

func TestCausesKnowWhatTheyExplain(t *testing.T) {
	result := run(t, Options{FS: files("fly.toml", "app = \"a\"\n"), Checks: []*Check{
		fakeCheck("fly/cause", func(p *Pass) { p.Report(p.Fly.App, "cause").Explains("fly/effect", "fly/absent") }),
		fakeCheck("fly/effect", atApp("effect")),
	}})
	cause, effect := result.Findings[0], result.Findings[1]
	if !slices.Equal(cause.Explains, []string{effect.Fingerprint}) {
		t.Errorf("explains = %v, want %v", cause.Explains, effect.Fingerprint)
	}
}

func TestRunStopsWhenCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Run(ctx, Options{FS: files("fly.toml", "")}); !errors.Is(err, context.Canceled) {
		t.Errorf("err = %v", err)
	}
}
