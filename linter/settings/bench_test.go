package settings

import (
	"os"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"github.com/flylint/flylint/checks"
)

// BenchmarkLoad reads a file with fourteen rules of a team's own, and tries them.
func BenchmarkLoad(b *testing.B) {
	opts := Options{FS: app(b), Checks: checks.All(), Version: "v0.4.0"}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Load(opts, FileName); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkJudge lets those rules judge a deployment that is read already.
func BenchmarkJudge(b *testing.B) {
	fsys := app(b)
	s, err := Load(Options{FS: fsys, Checks: checks.All(), Version: "v0.4.0"}, FileName)
	if err != nil {
		b.Fatal(err)
	}
	d := deployment(b, fsys, "fly.toml")
	b.ReportAllocs()
	for b.Loop() {
		for _, rule := range s.Rules {
			rule.weigh(d)
		}
	}
}

func app(b *testing.B) fstest.MapFS {
	b.Helper()
	text, err := os.ReadFile("testdata/rules/fly.txtar")
	if err != nil {
		b.Fatal(err)
	}
	fsys := fstest.MapFS{}
	for _, f := range txtar.Parse(text).Files {
		fsys[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	return fsys
}
