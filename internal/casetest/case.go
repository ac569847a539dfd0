// Package casetest reads and runs the cases of the rules: one txtar file each,
// holding a small project, what flylint says of it, and what --fix makes of it.
package casetest

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/linter/report"
	"github.com/flylint/flylint/linter/settings"
	"github.com/flylint/flylint/model"
)

// The names that are not files of the project.
const (
	wantName     = "want"         // the compact output
	secretsName  = "secrets.json" // given with --secrets
	fixedPrefix  = "fixed/"       // a file after --fix
	unsafePrefix = "unsafe/"      // a file after --unsafe-fixes, where that differs
)

// Case is one case.
type Case struct {
	Name    string // bad, good, trap-…
	Path    string // of the txtar file
	Comment string // what the case shows
	Files   []txtar.File
	Want    string
	Fixed   map[string]string // by file, what the safe fixes make of it
	Unsafe  map[string]string // … and the unsafe ones too, where that differs
	Secrets []byte            // nil when the case gives none
	Base    fstest.MapFS      // a project that Files are laid over; usually nil
	archive *txtar.Archive
}

// Load reads the cases of one rule from its testdata directory, in name order.
func Load(dir string) ([]*Case, error) {
	paths, err := filepath.Glob(filepath.Join(dir, "*.txtar"))
	if err != nil {
		return nil, err
	}
	var cases []*Case
	for _, path := range paths {
		c, err := load(path)
		if err != nil {
			return nil, err
		}
		cases = append(cases, c)
	}
	return cases, nil
}

func load(path string) (*Case, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	archive := txtar.Parse(text)
	c := &Case{
		Name: strings.TrimSuffix(filepath.Base(path), ".txtar"), Path: path,
		Comment: strings.TrimSpace(string(archive.Comment)), Fixed: map[string]string{}, Unsafe: map[string]string{}, archive: archive,
	}
	for _, f := range archive.Files {
		switch {
		case f.Name == wantName:
			c.Want = string(f.Data)
		case f.Name == secretsName:
			c.Secrets = f.Data
		case strings.HasPrefix(f.Name, fixedPrefix):
			c.Fixed[strings.TrimPrefix(f.Name, fixedPrefix)] = string(f.Data)
		case strings.HasPrefix(f.Name, unsafePrefix):
			c.Unsafe[strings.TrimPrefix(f.Name, unsafePrefix)] = string(f.Data)
		default:
			c.Files = append(c.Files, f)
		}
	}
	return c, nil
}

// FS is the case's project, laid over its base if it has one. Scripts in bin
// directories are executable.
func (c *Case) FS() fstest.MapFS {
	fsys := fstest.MapFS{}
	maps.Copy(fsys, c.Base)
	for _, f := range c.Files {
		mode := fs.FileMode(0o644)
		if strings.Contains(f.Name, "/bin/") {
			mode = 0o755
		}
		fsys[f.Name] = &fstest.MapFile{Data: f.Data, Mode: mode}
	}
	return fsys
}

// Run lints the case's project.
func (c *Case) Run(checks []*linter.Check) (*linter.Result, error) {
	opts, err := c.Options(checks)
	if err != nil {
		return nil, err
	}
	return linter.Run(context.Background(), opts)
}

// Options are those of a run over the case's project, with its settings and its
// list of secrets if it has any.
func (c *Case) Options(checks []*linter.Check) (linter.Options, error) {
	opts := linter.Options{FS: c.FS(), Checks: checks}
	if _, err := fs.Stat(opts.FS, settings.FileName); err == nil {
		s, err := settings.Load(settings.Options{FS: opts.FS, Checks: checks}, settings.FileName)
		if err != nil {
			return opts, err
		}
		opts.Facts, opts.Policy = s.Facts, &s.Policy
	}
	if c.Secrets != nil {
		secrets, err := model.ParseSecrets(c.Secrets)
		if err != nil {
			return opts, err
		}
		opts.Secrets = secrets
	}
	return opts, nil
}

// Format writes a result in a format of the reports.
func Format(result *linter.Result, format string) (string, error) {
	var out bytes.Buffer
	err := report.Write(&out, format, result, report.Options{Version: func() string { return "test" }})
	return out.String(), err
}

// Fix applies the safe fixes of a result once, and all fixes once. It returns
// the files that the former changed, and those that the latter change otherwise.
func (c *Case) Fix(result *linter.Result) (fixed, unsafe map[string]string) {
	fixed, unsafe = c.apply(result, false), c.apply(result, true)
	maps.DeleteFunc(unsafe, func(name, text string) bool { return fixed[name] == text })
	return fixed, unsafe
}

func (c *Case) apply(result *linter.Result, unsafe bool) map[string]string {
	texts := map[string][]byte{}
	for _, f := range c.Files {
		texts[f.Name] = f.Data
	}
	changed := map[string]string{}
	for name, text := range linter.Apply(result.Findings, texts, unsafe) {
		changed[name] = string(text)
	}
	return changed
}

// Rewrite is the case's txtar text with another want and other fixed files.
func (c *Case) Rewrite(want string, fixed, unsafe map[string]string) []byte {
	out := &txtar.Archive{Comment: c.archive.Comment}
	for _, f := range c.archive.Files {
		if f.Name != wantName && !strings.HasPrefix(f.Name, fixedPrefix) && !strings.HasPrefix(f.Name, unsafePrefix) {
			out.Files = append(out.Files, f)
		}
	}
	out.Files = append(out.Files, txtar.File{Name: wantName, Data: []byte(want)})
	out.Files = append(out.Files, c.changed(fixedPrefix, fixed)...)
	out.Files = append(out.Files, c.changed(unsafePrefix, unsafe)...)
	return txtar.Format(out)
}

// changed are the changed files as sections, in the project's order.
func (c *Case) changed(prefix string, texts map[string]string) []txtar.File {
	var files []txtar.File
	for _, f := range c.Files {
		if text, ok := texts[f.Name]; ok {
			files = append(files, txtar.File{Name: prefix + f.Name, Data: []byte(text)})
		}
	}
	return files
}

// String names the case in a test's output.
func (c *Case) String() string { return fmt.Sprintf("%s (%s)", c.Name, c.Path) }
