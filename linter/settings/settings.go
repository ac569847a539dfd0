// Package settings reads .flylint.hcl: what a team has decided about findings,
// what it knows that no file shows, and rules of its own.
//
// The way of the data: the file is parsed by hashicorp/hcl (parse.go), its
// blocks are read against tables of what may stand in them (schema.go and
// read_*.go), and a rule of the team's own becomes an ordinary linter.Check
// (rule*.go). Whatever is wrong is a Mistake with a place. A file with a mistake
// gives no settings at all: half of a policy would silently be another policy.
package settings

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"

	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model"
	"github.com/flylint/flylint/model/source"
)

// FileName is the name of a settings file.
const FileName = ".flylint.hcl"

// maxSize is the size in bytes above which a settings file is refused.
const maxSize = 256 << 10

// Settings is what a settings file says.
type Settings struct {
	File     string          // in the file system; "" when there is none
	FailOn   string          // a severity or never; "" when the file does not say
	Policy   linter.Policy   // less the baseline, whose file is named below
	Baseline string          // the baseline's path in the file system; "" when the file does not say
	Facts    *model.Facts    // nil when none is stated
	Checks   []*linter.Check // the rules it defines, ready to run
	Rules    []*Rule         // the same, to be explained
	Entries  []Entry         // everything it says, in its order
}

// Entry is one setting of the file, for `flylint settings`.
type Entry struct {
	Name  string // fail_on; rule "oban/" severity
	Value string // as a person reads it
	At    linter.Location
}

// Options is what reading a settings file depends on.
type Options struct {
	FS      fs.FS
	Base    string          // the directory of FS that file names are relative to; "" means "."
	Checks  []*linter.Check // the rules there are without the file
	Version string          // flylint's own; one that is no version meets every requirement
}

// Find is the settings file for some paths of a file system: the nearest one in
// or above the deepest directory that holds them all. It is "" when there is
// none; no paths stand for the root.
func Find(fsys fs.FS, paths []string) string {
	for dir := common(fsys, paths); ; dir = path.Dir(dir) {
		name := path.Join(dir, FileName)
		if info, err := fs.Stat(fsys, name); err == nil && !info.IsDir() {
			return name
		}
		if dir == "." || dir == "/" {
			return ""
		}
	}
}

// common is the deepest directory that holds all paths.
func common(fsys fs.FS, paths []string) string {
	if len(paths) == 0 {
		return "."
	}
	dir := paths[0]
	if info, err := fs.Stat(fsys, dir); err != nil || !info.IsDir() {
		dir = path.Dir(dir)
	}
	for _, p := range paths[1:] {
		for !source.Inside(dir, p) {
			dir = path.Dir(dir)
		}
	}
	return dir
}

// Load reads the settings file called name. The error is an *Invalid when the
// file was read and is wrong.
func Load(opts Options, name string) (*Settings, error) {
	src, err := read(opts.FS, name)
	if err != nil {
		return nil, fmt.Errorf("the settings %s: %w", linter.Relative(opts.Base, name), err)
	}
	r := &reader{opts: opts, file: linter.Relative(opts.Base, name), dir: path.Dir(name), src: src}
	s := r.settings(name)
	if len(r.mistakes) > 0 {
		slices.SortStableFunc(r.mistakes, compareMistakes)
		return nil, &Invalid{File: r.file, Source: src, Mistakes: r.mistakes}
	}
	return s, nil
}

// read is the text of a settings file.
func read(fsys fs.FS, name string) ([]byte, error) {
	info, err := fs.Stat(fsys, name)
	switch {
	case err != nil:
		return nil, cause(err)
	case info.IsDir():
		return nil, errors.New("it is a directory")
	case info.Size() > maxSize:
		return nil, fmt.Errorf("the file is larger than %d KiB", maxSize>>10)
	}
	src, err := fs.ReadFile(fsys, name)
	return src, cause(err)
}

// cause is an error of the file system without the name, which is said anyway.
func cause(err error) error {
	var at *fs.PathError
	if errors.As(err, &at) {
		return at.Err
	}
	return err
}
