package model

import (
	"bytes"
	"go/token"

	"github.com/flylint/flylint/model/exconfig"
	"github.com/flylint/flylint/parsers"
)

// Cache keeps the files of one deployment from one run to the next, for a
// server that judges it after every edit: a file whose text is the same keeps
// its place in the file set and its tree. It is not for use by several runs at
// once, and the zero Cache is ready.
type Cache struct {
	fset    *token.FileSet
	run     int
	files   map[string]*cachedFile
	configs exconfig.Memo
}

// cachedFile is a file with what was worked out from its text alone.
type cachedFile struct {
	file   *File
	run    int // the last one that read it
	tree   any
	errors []parsers.Error
}

// maxFileSet is where a file set begins anew: positions are counted on from
// edit to edit and must fit an int of 32 bits.
const maxFileSet = 1 << 30

// sources returns an empty set that takes over what it can.
func (c *Cache) sources(d *dirs) *Sources {
	if c.fset == nil || c.fset.Base() > maxFileSet {
		*c = Cache{fset: token.NewFileSet(), files: map[string]*cachedFile{}}
	}
	for path, f := range c.files {
		if f.run != c.run { // the last run did without it
			c.drop(path)
		}
	}
	c.run++
	c.configs.Begin()
	s := newSources(d, c.fset)
	s.cache, s.configs = c, &c.configs
	return s
}

// file is the file of an earlier run if its text is the same, else a new one.
func (c *Cache) file(path string, src []byte) *File {
	old := c.files[path]
	if old != nil && bytes.Equal(old.file.Src, src) {
		old.run = c.run
		return old.file
	}
	if old != nil {
		c.drop(path)
	}
	f := newFile(c.fset, path, src)
	f.facts.answers = map[question]bool{}
	c.files[path] = &cachedFile{file: f, run: c.run}
	return f
}

func (c *Cache) drop(path string) {
	c.fset.RemoveFile(c.files[path].file.Tok)
	delete(c.files, path)
}
