package source

import (
	"bytes"
	"go/token"

	"github.com/flylint/flylint/parsers"
	"github.com/flylint/flylint/parsers/dockerfile"
	"github.com/flylint/flylint/parsers/elixir"
	"github.com/flylint/flylint/parsers/toml"
)

// Cache keeps the files of one deployment from one run to the next, for a
// server that judges it after every edit: a file whose text is the same keeps
// its place in the file set and its tree. It is not for use by several runs at
// once, and the zero Cache is ready.
type Cache struct {
	src   *Sources
	files map[string]*cachedFile
}

// cachedFile is a file with what was worked out from its text alone.
type cachedFile struct {
	file   *File
	run    int // the last one that read it
	tree   any
	errors []parsers.Error
	before any // the tree of the text it had before, until there is one of this; nil for none
}

// maxFileSet is where a file set begins anew: positions are counted on from
// edit to edit and must fit an int of 32 bits.
const maxFileSet = 1 << 30

// sources returns the set of the runs before, emptied and over what the file
// system holds now.
func (c *Cache) sources(d *dirs) *Sources {
	if c.src == nil || c.src.Fset.Base() > maxFileSet {
		*c = Cache{src: newSources(d, token.NewFileSet()), files: map[string]*cachedFile{}}
		c.src.cache = c
	}
	s := c.src
	for path, f := range c.files {
		if f.run != s.run { // the last run did without it
			c.drop(path)
		}
	}
	s.begin(d)
	return s
}

// begin forgets what was read; what is kept is asked for again.
func (s *Sources) begin(d *dirs) {
	s.FS, s.dirs = d.fsys, d
	clear(s.files)
	clear(s.trees)
	s.order, s.errs, s.syntax, s.trail = nil, nil, nil, nil
	s.elixir.Renew()
	s.run++
}

// file is the file of an earlier run if its text is the same, else a new one.
func (c *Cache) file(path string, src []byte) *File {
	old := c.files[path]
	if old != nil && sameText(old.file.Src, src) {
		old.run = c.src.run
		return old.file
	}
	now := &cachedFile{run: c.src.run}
	if old != nil {
		now.before = old.tree
		c.drop(path)
	}
	now.file = newFile(c.src.Fset, path, src)
	now.file.facts.answers = map[question]bool{}
	c.files[path] = now
	return now.file
}

// earlier is the tree of an Elixir file as it was before its text changed, for the
// parser to take it apart; nil when there is none.
func (c *Cache) earlier(f *File) *elixir.File {
	if c == nil {
		return nil
	}
	now := c.files[f.Path]
	t, _ := now.before.(*elixir.File)
	now.before = nil
	return t
}

// knows reports whether the last run or this one has read a file; what has
// become of it reading will show.
func (c *Cache) knows(path string) bool { return c != nil && c.files[path] != nil }

func (c *Cache) drop(path string) {
	c.src.Fset.RemoveFile(c.files[path].file.Tok)
	delete(c.files, path)
}

// Reparse is the set of the last run with one file as it is now, and with the
// syntax errors of that file only. It is nil where the last run made no tree of
// it. A run that comes next need not parse the file again.
func (c *Cache) Reparse(path string) *Sources {
	if !c.knows(path) {
		return nil
	}
	s := c.src
	delete(s.files, path)
	delete(s.trees, path)
	s.syntax, s.trail = nil, nil
	s.elixir.Renew()
	switch c.files[path].tree.(type) {
	case *elixir.File:
		s.Elixir(path)
	case *toml.Document:
		s.TOML(path)
	case *dockerfile.File:
		s.Dockerfile(path)
	default: // a text that nobody took apart, or a script, whose errors are not told
		return nil
	}
	return s
}

// sameText reports whether two texts are equal: at a glance where they are one.
func sameText(a, b []byte) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0] || bytes.Equal(a, b))
}
