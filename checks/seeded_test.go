package checks

import (
	"cmp"
	"fmt"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model"
)

// TestSeeded puts faults into real apps, one at a time, and looks whether the
// rule it is meant for speaks where it should, and no other does. It needs
// checkouts of real apps; docs/precision.md has the list and the result.
//
//	FLYLINT_CORPUS=DIR go test -v -run TestSeeded ./checks
func TestSeeded(t *testing.T) {
	corpus := os.Getenv("FLYLINT_CORPUS")
	if corpus == "" {
		t.Skip("FLYLINT_CORPUS names no directory of checkouts")
	}
	apps := corpusApps(t, corpus)
	byRule := map[string]*tally{}
	for _, s := range seeds {
		row := cmp.Or(byRule[s.rule], &tally{})
		byRule[s.rule] = row
		for _, a := range apps {
			s.plant(t, a, row)
		}
	}
	var table strings.Builder
	for _, c := range All() {
		if row := byRule[c.Slug]; row != nil {
			fmt.Fprintf(&table, "| %s | %d | %d |\n", c.Slug, row.seeded, row.found)
		}
	}
	t.Logf("rule, faults planted, found:\n%s", table.String())
}

// tally counts for a rule the faults that were planted and those it found.
type tally struct{ seeded, found int }

// seed is a fault to plant into an app.
type seed struct {
	rule    string
	edits   []change // all must be possible, or the app is passed over
	in      string   // the file that the finding is in, as a pattern
	where   []match  // the app is passed over unless all of these are in it
	unless  []match  // the app is passed over when one of these is in it
	also    []string // rules that rightly speak of the same fault
	secrets string   // what is given as the list of secrets
	silent  map[string]string
}

// match is a regular expression in one of the files that a pattern names.
type match struct{ file, pattern string }

// change replaces the first match in the first file that has one; an empty
// pattern appends.
type change struct{ file, pattern, text string }

// app is a deployment of the corpus.
type app struct {
	name   string // owner+repository
	fsys   fs.FS  // the checkout
	config string // the fly config in it
	as     map[string]*linter.Finding
}

func corpusApps(t *testing.T, corpus string) []*app {
	t.Helper()
	var apps []*app
	for _, pattern := range []string{"*/fly.toml", "*/*/fly.toml", "*/*/*/fly.toml"} {
		configs, err := fs.Glob(os.DirFS(corpus), pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, config := range configs {
			name, inside, _ := strings.Cut(config, "/")
			a := &app{name: name, fsys: os.DirFS(path.Join(corpus, name)), config: inside}
			if _, err := fs.Stat(a.fsys, path.Join(path.Dir(inside), "mix.exs")); err == nil {
				a.as = a.lint(t, nil, "")
				apps = append(apps, a)
			}
		}
	}
	return apps
}

// lint judges the app with some texts changed; findings by fingerprint.
func (a *app) lint(t *testing.T, texts map[string][]byte, secrets string) map[string]*linter.Finding {
	t.Helper()
	opts := linter.Options{FS: linter.Overlay(a.fsys, texts), Paths: []string{a.config}, Checks: All()}
	if secrets != "" {
		list, err := model.ParseSecrets([]byte(secrets))
		if err != nil {
			t.Fatal(err)
		}
		opts.Secrets = list
	}
	result, err := linter.Run(t.Context(), opts)
	if err != nil {
		t.Fatalf("%s: %v", a.name, err)
	}
	found := map[string]*linter.Finding{}
	for _, f := range result.Findings {
		found[f.Fingerprint] = f
	}
	return found
}

// plant puts a fault into an app and counts what comes of it. What else is new
// is an error, and so is silence that nobody has explained.
func (s *seed) plant(t *testing.T, a *app, row *tally) {
	t.Helper()
	has := func(m match) bool { _, _, ok := a.edit(change{m.file, m.pattern, ""}, nil); return ok }
	if slices.ContainsFunc(s.unless, has) || slices.ContainsFunc(s.where, func(m match) bool { return !has(m) }) {
		return
	}
	texts := map[string][]byte{}
	for _, c := range s.edits {
		name, text, ok := a.edit(c, texts)
		if !ok {
			return
		}
		texts[name] = text
	}
	found, beside := s.compare(a, a.lint(t, texts, s.secrets))
	row.seeded++
	if found {
		row.found++
	}
	for _, f := range beside {
		t.Errorf("%s in %s %s also gives %s %s at %s:%d: %s", s.rule, a.name, a.config, f.Severity, f.Rule, f.File, f.Range.Start.Line, f.Message)
	}
	if why := s.silent[a.name]; !found && why == "" || found && why != "" {
		t.Errorf("%s in %s %s: found is %v (%s)", s.rule, a.name, a.config, found, why)
	}
}

// compare looks for the rule among what is new, and returns what else is.
func (s *seed) compare(a *app, after map[string]*linter.Finding) (found bool, beside []*linter.Finding) {
	for print, f := range after {
		in, _ := path.Match(path.Join(path.Dir(a.config), s.in), f.File)
		switch before := a.as[print]; {
		case before != nil && before.Severity == f.Severity && f.Rule != s.rule:
		case f.Rule == s.rule && in:
			found = found || before == nil || before.Message != f.Message
		case before == nil && !slices.Contains(s.also, f.Rule):
			beside = append(beside, f)
		}
	}
	return found, beside
}

// edit makes a change over texts that may be changed already.
func (a *app) edit(c change, texts map[string][]byte) (name string, text []byte, ok bool) {
	fsys := linter.Overlay(a.fsys, texts)
	names, _ := fs.Glob(a.fsys, path.Join(path.Dir(a.config), c.file))
	pattern := regexp.MustCompile(c.pattern)
	for _, name := range names {
		text, err := fs.ReadFile(fsys, name)
		if err != nil {
			continue
		}
		if c.pattern == "" {
			return name, []byte(string(text) + c.text), true
		}
		if at := pattern.FindSubmatchIndex(text); at != nil {
			changed := pattern.Expand(slices.Clone(text[:at[0]]), []byte(c.text), text, at)
			return name, append(changed, text[at[1]:]...), true
		}
	}
	return "", nil, false
}
