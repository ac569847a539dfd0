package linter

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestSelect(t *testing.T) {
	all := []*Check{fakeCheck("fly/a", nil), fakeCheck("fly/b", nil), fakeCheck("oban/c", nil), fakeCheck("oban/dredged-harbor", nil)}
	for _, c := range []struct {
		selected, ignored string
		want              string
		err               string
	}{
		{"", "", "fly/a fly/b oban/c oban/dredged-harbor", ""},
		{"fly/", "", "fly/a fly/b", ""},
		{"all", "fly/b", "fly/a oban/c oban/dredged-harbor", ""},
		{"oban/c,fly/a", "", "fly/a oban/c", ""},
		{"", "all", "", ""},
		{"obam/", "", "", `did you mean "oban/"?`},
		{"", "nonsense", "", "flylint rules"},
		{"dredge", "", "", `did you mean "oban/dredged-harbor"?`},
		{"oban/dre", "", "", `did you mean "oban/dredged-harbor"?`},
	} {
		got, err := Select(all, split(c.selected), split(c.ignored))
		if c.err != "" {
			if err == nil || !strings.Contains(err.Error(), c.err) {
				t.Errorf("select %q ignore %q: error %v, want one with %q", c.selected, c.ignored, err, c.err)
			}
			continue
		}
		var slugs []string
		for _, check := range got {
			slugs = append(slugs, check.Slug)
		}
		if s := strings.Join(slugs, " "); err != nil || s != c.want {
			t.Errorf("select %q ignore %q = %q, %v; want %q", c.selected, c.ignored, s, err, c.want)
		}
	}
}

func split(s string) []string {
	return slices.DeleteFunc(strings.Split(s, ","), func(p string) bool { return p == "" })
}

// edit is an edit of bytes start to end of f.
func edit(start, end int, text string) Edit {
	return Edit{File: "f", Range: Range{Position{Offset: start}, Position{Offset: end}}, NewText: text}
}

func TestApply(t *testing.T) {
	fix := func(risk string, edits ...Edit) *Finding { return &Finding{Fixes: []Fix{{Risk: risk, Edits: edits}}} }
	for _, c := range []struct {
		name     string
		findings []*Finding
		unsafe   bool
		want     string
	}{
		{"two fixes side by side", []*Finding{fix("", edit(0, 1, "A")), fix("", edit(1, 2, "B"))}, false, "ABcdef"},
		{"an overlapping fix is left out whole", []*Finding{fix("", edit(0, 3, "X")), fix("", edit(2, 3, "Y"), edit(5, 6, "Z"))}, false, "Xdef"},
		{"two insertions at one place are not guessed", []*Finding{fix("", edit(1, 1, "1")), fix("", edit(1, 1, "2"))}, false, "a1bcdef"},
		{"the same edit twice is made once", []*Finding{fix("", edit(1, 1, "1")), fix("", edit(1, 1, "1"))}, false, "a1bcdef"},
		{"unsafe fixes wait to be asked for", []*Finding{fix("risky", edit(0, 1, "A"))}, false, ""},
		{"and are applied then", []*Finding{fix("risky", edit(0, 1, "A"))}, true, "Abcdef"},
		{"edits beyond the text are refused", []*Finding{fix("", edit(5, 9, "A"))}, false, ""},
	} {
		got := Apply(c.findings, map[string][]byte{"f": []byte("abcdef")}, c.unsafe)
		if string(got["f"]) != c.want {
			t.Errorf("%s: %q, want %q", c.name, got["f"], c.want)
		}
	}
}

// TestRewriteKeepsTheEnd deletes everything behind the mark.
func TestRewriteKeepsTheEnd(t *testing.T) {
	for text, want := range map[string]string{
		"a\n\n|b\n":       "a\n",
		"a\r\n\r\n|b\r\n": "a\r\n",
		"a\n\n|b":         "a",
		"a\n\n|b\n\n":     "a\n\n",
		"a\n|b\n":         "a\n",
		"|b\n":            "",
	} {
		from := strings.IndexByte(text, '|')
		if got := string(rewrite([]byte(text), []Edit{edit(from, len(text), "")})); got != want {
			t.Errorf("%q became %q, want %q", text, got, want)
		}
	}
}

func TestRelative(t *testing.T) {
	for _, c := range []struct{ base, file, want string }{
		{".", "a/b", "a/b"}, {"", "a/b", "a/b"}, {"a", "a/b", "b"}, {"a", "b/c", "../b/c"}, {"a/b", "a/c", "../c"}, {"a/b", "c", "../../c"}, {"a", "ab/c", "../ab/c"},
	} {
		if got := Relative(c.base, c.file); got != c.want {
			t.Errorf("Relative(%q, %q) = %q, want %q", c.base, c.file, got, c.want)
		}
	}
}

func TestOpenDisk(t *testing.T) {
	root := t.TempDir()
	for _, dir := range []string{".git", "app/config", "other"} {
		if err := os.MkdirAll(filepath.Join(root, dir), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	app := filepath.Join(root, "app")
	disk, err := OpenDisk(filepath.Join(app, "config"), []string{"runtime.exs", filepath.Join(root, "other")})
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"app/config/runtime.exs", "other"}; !slices.Equal(disk.Paths, want) || disk.Base != "app/config" {
		t.Errorf("paths = %v, base = %q", disk.Paths, disk.Base)
	}
	if p, err := disk.Path(filepath.Join(app, "config"), "../fly.toml"); err != nil || p != "app/fly.toml" {
		t.Errorf("Path = %q, %v", p, err)
	}
}

func TestOverlay(t *testing.T) {
	over := Overlay(files("a", "disk", "b", "disk"), map[string][]byte{"a": []byte("memory"), "new/c": []byte("added")})
	for name, want := range map[string]string{"a": "memory", "b": "disk", "new/c": "added"} {
		if got, err := fs.ReadFile(over, name); err != nil || string(got) != want {
			t.Errorf("%s = %q, %v; want %q", name, got, err, want)
		}
		if info, err := fs.Stat(over, name); err != nil || info.Size() != int64(len(want)) {
			t.Errorf("stat %s: %v, %v", name, info, err)
		}
	}
	for dir, want := range map[string]string{".": "[a b new]", "new": "[c]"} {
		entries, err := fs.ReadDir(over, dir)
		var names []string
		for _, e := range entries {
			names = append(names, e.Name())
		}
		if got := fmt.Sprint(names); err != nil || got != want {
			t.Errorf("%s holds %s, %v; want %s", dir, got, err, want)
		}
	}
	if _, err := fs.ReadFile(over, "absent"); err == nil {
		t.Error("an absent file was read")
	}
}

func TestSeverities(t *testing.T) {
	if Error.Lower() != Warning || Warning.Lower() != Info || Info.Lower() != Info {
		t.Error("Lower is not one step down, to info at least")
	}
	for _, s := range []Severity{Info, Warning, Error} {
		if got, err := ParseSeverity(s.String()); err != nil || got != s {
			t.Errorf("ParseSeverity(%s) = %v, %v", s, got, err)
		}
	}
	if _, err := ParseSeverity("fatal"); err == nil {
		t.Error("fatal is no severity")
	}
}
