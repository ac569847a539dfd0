package checks

import (
	"bytes"
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/flylint/flylint/internal/casetest"
	"github.com/flylint/flylint/linter"
)

// workingApp is a launched app with some edits.
type workingApp struct {
	name, base string
	edits      edits
}

// An edit changes a project; it reports false when there is nothing to change.
type (
	edit  func(fstest.MapFS) bool
	edits []edit
)

// TestWorkingApps holds flylint to silence about apps that work, however they are
// put together: no error and no warning.
func TestWorkingApps(t *testing.T) {
	for _, l := range workingApps {
		t.Run(l.name, func(t *testing.T) {
			app, err := casetest.ReadDir(filepath.Join(projects, "launch", l.base))
			if err != nil {
				t.Fatal(err)
			}
			for i, change := range l.edits {
				if !change(app) {
					t.Fatalf("edit %d changes nothing", i+1)
				}
			}
			result := run(t, &casetest.Case{Base: app})
			for _, f := range result.Findings {
				if f.Severity > linter.Info {
					t.Errorf("%s:%d: %s: %s [%s]", f.File, f.Range.Start.Line, f.Severity, f.Message, f.Rule)
				}
			}
			if len(result.Deployments) == 0 {
				t.Error("no deployment was found, so the silence means nothing")
			}
		})
	}
}

// swap puts one text in the place of another.
func swap(name, old, text string) edit {
	return func(app fstest.MapFS) bool {
		f := app[name]
		if f == nil || !bytes.Contains(f.Data, []byte(old)) {
			return false
		}
		f.Data = bytes.ReplaceAll(f.Data, []byte(old), []byte(text))
		return true
	}
}

// cutFrom drops what follows a text, and the text.
func cutFrom(name, text string) edit {
	return func(app fstest.MapFS) bool {
		before, _, found := bytes.Cut(app[name].Data, []byte(text))
		app[name].Data = before
		return found
	}
}

// write makes a file, executable like a script.
func write(name, text string) edit {
	return func(app fstest.MapFS) bool {
		app[name] = &fstest.MapFile{Data: []byte(text), Mode: 0o755}
		return true
	}
}

// add appends to a file.
func add(name, text string) edit {
	return func(app fstest.MapFS) bool {
		app[name].Data = append(app[name].Data, text...)
		return true
	}
}

func remove(name string) edit {
	return func(app fstest.MapFS) bool {
		_, found := app[name]
		delete(app, name)
		return found
	}
}

func move(name, to string) edit {
	return func(app fstest.MapFS) bool { return duplicate(name, to)(app) && remove(name)(app) }
}

func duplicate(name, to string) edit {
	return func(app fstest.MapFS) bool {
		f, found := app[name]
		if found {
			copied := *f
			app[to] = &copied
		}
		return found
	}
}

// healthChecked lets Fly ask for a page as it stands in fly launch's config.
func healthChecked() edit {
	return swap(flyToml, `    soft_limit = 1000
`, `    soft_limit = 1000

  [[http_service.checks]]
    grace_period = '10s'
    interval = '30s'
    method = 'GET'
    timeout = '5s'
    path = '/health'
`)
}
