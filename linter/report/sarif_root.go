package report

import (
	"net/url"
	"path"
	"strings"

	"github.com/flylint/flylint/linter"
)

// sarifBase is the name of the base that SARIF's addresses are relative to;
// this one is known to GitHub.
const sarifBase = "%SRCROOT%"

// sarifRoot makes addresses out of file names. Its base is the root of the
// pipeline's checkout (GitHub's uploader takes every address for one from there)
// or the directory flylint was started in; when a file lies outside of that, the
// directory above which holds them all: an address with a base must not begin
// with "..".
type sarifRoot struct {
	dir  string // absolute, of the base; "" when unknown
	down string // the way from the base to where file names start; "" when it is there
}

func newSARIFRoot(opts Options, result *linter.Result) sarifRoot {
	if opts.Dir == "" {
		return sarifRoot{down: opts.Prefix}
	}
	r, up := sarifRoot{dir: opts.Dir}, 0
	if opts.Prefix != "" {
		up = strings.Count(opts.Prefix, "/") + 1
	}
	eachFile(result, func(name string) { up = max(up, levelsUp(name)) })
	for ; up > 0 && path.Dir(r.dir) != r.dir; up-- {
		r.down = path.Join(path.Base(r.dir), r.down)
		r.dir = path.Dir(r.dir)
	}
	return r
}

// levelsUp is how many directories a relative name climbs first.
func levelsUp(name string) int {
	n := 0
	for strings.HasPrefix(name, "../") {
		name, n = name[len("../"):], n+1
	}
	return n
}

// eachFile calls visit with the name of every file a log mentions.
func eachFile(result *linter.Result, visit func(name string)) {
	for _, list := range [][]*linter.Finding{result.Findings, result.Suppressed} {
		for _, f := range list {
			visit(f.File)
			for _, related := range f.Related {
				visit(related.File)
			}
			for _, fix := range f.Fixes {
				for _, e := range fix.Edits {
					visit(e.File)
				}
			}
			if f.Suppression != nil {
				visit(f.Suppression.At.File)
			}
		}
	}
	for _, e := range result.Unreadable {
		visit(e.Path)
	}
}

// location is the address of a file.
func (r sarifRoot) location(file string) sarifArtifact {
	name := path.Join(r.down, file)
	if strings.HasPrefix(name, "../") {
		return sarifArtifact{URI: address(name)}
	}
	return sarifArtifact{address(name), sarifBase}
}

// bases says where the base is, as far as it is known.
func (r sarifRoot) bases() map[string]sarifArtifact {
	if r.dir == "" {
		return nil
	}
	dir := strings.TrimSuffix(r.dir, "/") + "/"
	if !strings.HasPrefix(dir, "/") { // a drive of Windows
		dir = "/" + dir
	}
	return map[string]sarifArtifact{sarifBase: {URI: "file://" + (&url.URL{Path: dir}).EscapedPath()}}
}

// address is a relative URI: what is not a plain letter is escaped.
func address(name string) string { return (&url.URL{Path: name}).String() }
