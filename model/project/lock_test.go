package project

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/flylint/flylint/internal/sourcetest"
)

func TestReadLock(t *testing.T) {
	lock := ReadLock(sourcetest.Load(t, `
-- mix.lock --
%{
  "oban": {:hex, :oban, "2.20.3", "e4", [:mix], [{:ecto_sql, "~> 3.10", [hex: :ecto_sql, repo: "hexpm", optional: false]}, {:postgrex, "~> 0.20", [hex: :postgrex, repo: "hexpm", optional: true]}], "hexpm", "07"},
  "oban_pro": {:hex, :oban_pro, "1.6.0-rc.3", "e4", [:mix], [], "oban", "07"},
  "heroicons": {:git, "https://github.com/tailwindlabs/heroicons.git", "88ab3a0d790e6a47404cba02800a6b25d2afae50", [tag: "v2.1.1"]},
  "old": {:hex, :renamed, "0.1.0"},
}
`), ".")
	oban := lock.Package("oban")
	if diff := cmp.Diff([]LockedDep{{"ecto_sql", "~> 3.10", false}, {"postgrex", "~> 0.20", true}}, oban.Deps); diff != "" {
		t.Error(diff)
	}
	if text := lock.File.Text(oban.VersionRange); text != `"2.20.3"` {
		t.Errorf("the version points at %s", text)
	}
	if v, ok := lock.Version("oban"); !ok || !v.AtLeast("2.20.0") || v.AtLeast("2.20.4") {
		t.Errorf("oban %q %v", v, ok)
	}
	if v, ok := lock.Version("oban_pro"); !ok || v.AtLeast("1.6.0") || !v.AtLeast("1.6.0-rc.2") {
		t.Errorf("a pre-release comes before its release: %q %v", v, ok)
	}
	if _, ok := lock.Version("heroicons"); ok {
		t.Error("a git dependency proves no version")
	}
	if !lock.Has("heroicons") || lock.Has("phoenix") {
		t.Error("heroicons is locked, phoenix is not")
	}
	if p := lock.Package("old"); p == nil || p.Package != "renamed" || p.Version != "0.1.0" {
		t.Errorf("short old entries are read: %+v", p)
	}
	if repo := lock.Package("oban_pro").Repo; repo != "oban" {
		t.Errorf("repo %q", repo)
	}
}

// TestLockLines holds the quick way of reading mix.lock to the parser's: what it
// takes gives the same, and it leaves to the parser what Mix does not write.
func TestLockLines(t *testing.T) {
	const good = `  "jason": {:hex, :jason, "1.4.4", "39", [:mix], [{:decimal, "~> 2.0", [hex: :decimal, repo: "hexpm", optional: true]}], "hexpm", "c5"},`
	for _, tc := range []struct {
		name  string
		lines string // between %{ and }
		quick bool
	}{
		{"as Mix writes it", good + "\n", true},
		{"empty", "", true},
		{"several", good + "\n" + `  "x": {:git, "https://example.com/x.git", "ab", [tag: "v1"]},` + "\n", true},
		{"marks of a merge", "<<<<<<< HEAD\n" + good + "\n", false},
		{"Windows line ends", good + "\r\n", false},
		{"a bracket of another kind", `  "x": {:git, "u", "ab", [tag: "v1"}},` + "\n", false},
		{"a tuple that ends early", `  "x": {:git, "u", "ab"}, {},` + "\n", false},
		{"a text that does not end", `  "x": {:git, "u", "ab},` + "\n", false},
		{"an escape", `  "x": {:git, "u\n", "ab", []},` + "\n", false},
		{"a comment", `  "x": {:git, "u", "ab", []}, # mine` + "\n", false},
		{"a comma is missing", `  "x": {:hex, :x "1.0.0", "ab", [:mix], [], "hexpm", "cd"},` + "\n", false},
		{"a comma too many", `  "x": {:hex, :x, "1.0.0", "ab", [:mix,], [], "hexpm", "cd"},` + "\n", false},
		{"two atoms side by side", `  "x": {:hex, :x, "1.0.0", "ab", [:mix :rebar3], [], "hexpm", "cd"},` + "\n", false},
		{"a key without a value", `  "x": {:git, "u", "ab", [branch: ]},` + "\n", false},
		{"a pair", `  "x": {:git, "u", "ab", [branch: "main", submodules: true]},` + "\n", true},
		{"an entry over two lines", `  "x": {:git,` + "\n" + ` "u", "ab", []},` + "\n", false},
		{"deeper than any", `  "x": {` + strings.Repeat("[", 40) + strings.Repeat("]", 40) + "},\n", false},
		{"closed too often", `  "x": {}},` + "\n", false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			src := sourcetest.Load(t, "-- mix.lock --\n%{\n"+tc.lines+"}\n")
			quick := &Lock{File: src.Read("mix.lock"), src: src}
			if got := quick.readLines(); got != tc.quick {
				t.Fatalf("read by its lines: %v, want %v", got, tc.quick)
			}
			if !tc.quick {
				return
			}
			parsed := &Lock{File: quick.File, src: src}
			parsed.readTree(src.Elixir("mix.lock"))
			if diff := cmp.Diff(parsed.Names(), quick.Names(), cmpopts.EquateEmpty()); diff != "" {
				t.Fatal(diff)
			}
			for _, name := range parsed.Names() {
				if diff := cmp.Diff(parsed.Package(name), quick.Package(name)); diff != "" {
					t.Error(diff)
				}
			}
		})
	}
}

func TestNoLock(t *testing.T) {
	lock := ReadLock(sourcetest.Load(t, "-- mix.exs --\n"), ".")
	if _, ok := lock.Version("oban"); ok || lock.Has("oban") {
		t.Error("nothing is locked")
	}
}

func TestVersion(t *testing.T) {
	for _, tc := range []struct {
		v, other Version
		want     int
	}{
		{"2.19.4", "2.20.0", -1},
		{"1.8.0-rc.4", "1.8.0", -1},
		{"1.8.0-rc.10", "1.8.0-rc.9", 1},
		{"1.0.0+build", "1.0.0", 0},
		{"0.21.1", "0.21.1", 0},
	} {
		if got := tc.v.Compare(tc.other); got != tc.want {
			t.Errorf("%s against %s: %d, want %d", tc.v, tc.other, got, tc.want)
		}
	}
	if Version("").AtLeast("0.0.1") || Version("").Before("1.0.0") {
		t.Error("no version is neither older nor newer")
	}
}
