// Package source holds the files of one deployment: which there are, what they
// hold, their trees, each read and parsed once, and what is worth keeping from
// one run to the next. Finding the deployments is part of it.
package source

import (
	"bytes"
	"errors"
	"fmt"
	"go/token"
	"io"
	"io/fs"
	"strings"

	"github.com/flylint/flylint/parsers"
	"github.com/flylint/flylint/parsers/elixir"
)

// MaxFileSize is the size in bytes above which a file is not read: nothing
// that decides how an app boots is near it, and a linter must not eat memory.
const MaxFileSize = 32 << 20

// File is one source file of a run, registered in its FileSet.
type File struct {
	Path string // slash-separated, relative to the root of the run's file system
	Src  []byte
	Tok  *token.File

	facts facts
}

// Range is the whole file; Start an empty range at its beginning, for faults
// that have no better place.
func (f *File) Range() parsers.Range {
	return parsers.Range{From: f.Tok.Pos(0), To: f.Tok.Pos(f.Tok.Size())}
}

// Start is the empty range at the beginning of the file.
func (f *File) Start() parsers.Range {
	return parsers.Range{From: f.Tok.Pos(0), To: f.Tok.Pos(0)}
}

// Line is text as it is to be written at the end of the file, so that it begins
// a line of its own whether or not the last one is ended.
func (f *File) Line(text string) string {
	if len(f.Src) > 0 && f.Src[len(f.Src)-1] != '\n' {
		return "\n" + text
	}
	return text
}

// Indent is the white space before r on its line; first says that there is
// nothing else before it.
func (f *File) Indent(r parsers.Range) (space string, first bool) {
	from := f.Tok.Offset(r.From)
	before := f.Src[bytes.LastIndexByte(f.Src[:from], '\n')+1 : from]
	return string(before), len(bytes.TrimSpace(before)) == 0
}

// Text is the source in r, which must lie inside the file.
func (f *File) Text(r parsers.Range) string {
	return string(f.Src[f.Tok.Offset(r.From):f.Tok.Offset(r.To)])
}

// Sources reads the files of one deployment, each once, and remembers them.
type Sources struct {
	FS   fs.FS
	Fset *token.FileSet

	dirs   *dirs
	files  map[string]*File
	order  []*File
	errs   []ReadError
	trees  map[string]any
	syntax []SyntaxError
	elixir elixir.Parser

	run   int    // counted from 1
	cache *Cache // of earlier runs; usually nil
	trail *trail // of what is being worked out to be kept; else nil
}

// ReadError is a file that exists and could not be read.
type ReadError struct {
	Path string
	Err  error
}

// NewSources returns an empty set over fsys.
func NewSources(fsys fs.FS, fset *token.FileSet) *Sources {
	return newSources(newDirs(fsys, "."), fset)
}

func newSources(d *dirs, fset *token.FileSet) *Sources {
	return &Sources{
		FS: d.fsys, Fset: fset, dirs: d, files: map[string]*File{}, trees: map[string]any{}, run: 1,
	}
}

// Read returns the file at path, or nil when there is none or it cannot be
// read; the latter is remembered in Errors.
func (s *Sources) Read(path string) *File {
	f, seen := s.files[path]
	if !seen {
		if !s.cache.knows(path) && !fs.ValidPath(path) { // computed from something the project left out
			return nil
		}
		f = s.read(path)
		s.files[path] = f
	}
	s.trail.add(asked{inquiry: inquiry{aboutFile, path}, file: f})
	return f
}

// read is Read of a path that was not asked for before.
func (s *Sources) read(path string) *File {
	if !s.cache.knows(path) {
		if e, told := s.dirs.find(path); told && e == nil {
			return nil
		}
	}
	src, err := readFile(s.FS, path)
	if err != nil {
		if !errors.Is(err, fs.ErrNotExist) {
			s.errs = append(s.errs, ReadError{path, err})
		}
		return nil
	}
	var f *File
	if s.cache != nil {
		f = s.cache.file(path, src)
	} else {
		f = newFile(s.Fset, path, src)
	}
	s.order = append(s.order, f)
	return f
}

func newFile(fset *token.FileSet, path string, src []byte) *File {
	f := &File{Path: path, Src: src, Tok: fset.AddFile(path, -1, len(src))}
	f.Tok.SetLines(lineStarts(src))
	return f
}

// Files lists what was read, in the order it was asked for.
func (s *Sources) Files() []*File { return s.order }

// Errors lists the files that exist and could not be read.
func (s *Sources) Errors() []ReadError { return s.errs }

// FileAt is the file that holds p, or nil.
func (s *Sources) FileAt(p token.Pos) *File {
	tok := s.Fset.File(p)
	if tok == nil {
		return nil
	}
	return s.files[tok.Name()]
}

// Exists reports whether path is a regular file.
func (s *Sources) Exists(path string) bool {
	f, seen := s.files[path]
	exists := f != nil || !seen && s.dirs.isFile(path)
	s.trail.add(asked{inquiry: inquiry{aboutExistence, path}, yes: exists})
	return exists
}

// Modules lists the .ex files at and below a path, in the order of their names.
// Directories that tools fill and hidden ones are not entered.
func (s *Sources) Modules(path string) []string {
	var names []string
	for name, entry := range s.dirs.files(path, Skipped) {
		if entry.Type().IsRegular() && strings.HasSuffix(name, ".ex") {
			names = append(names, name)
		}
	}
	s.trail.add(asked{inquiry: inquiry{aboutModules, path}, names: names})
	return names
}

// Matches lists the files that match a pattern as path.Match has it; none for
// one that is malformed.
func (s *Sources) Matches(pattern string) []string {
	names, err := fs.Glob(s.FS, pattern)
	if err != nil {
		names = nil // a path with unusual characters names nothing for us
	}
	s.trail.add(asked{inquiry: inquiry{aboutMatches, pattern}, names: names})
	return names
}

// IsDir reports whether path leads to a directory.
func (s *Sources) IsDir(path string) bool {
	kind, ok := s.Kind(path)
	return ok && kind.IsDir()
}

// Kind is the type of what path leads to; not ok when there is nothing.
func (s *Sources) Kind(path string) (kind fs.FileMode, ok bool) {
	kind, ok = s.dirs.kind(path)
	s.trail.add(asked{inquiry: inquiry{aboutKind, path}, kind: kind, yes: ok})
	return kind, ok
}

// Executable reports whether the file system says that somebody may execute
// what path leads to.
func (s *Sources) Executable(path string) bool {
	info, err := fs.Stat(s.FS, path)
	executable := err == nil && info.Mode().Perm()&0o111 != 0
	s.trail.add(asked{inquiry: inquiry{aboutExecution, path}, yes: executable})
	return executable
}

// Below lists the files at and below a path, in the order of their names.
// Symbolic links are not followed; directories that cannot be listed are as good
// as empty.
func (s *Sources) Below(path string) []string {
	var names []string
	for name := range s.dirs.files(path, nil) {
		names = append(names, name)
	}
	s.trail.add(asked{inquiry: inquiry{aboutBelow, path}, names: names})
	return names
}

// RegularReader is a file system that knows a shorter way to read a regular
// file than through Open.
type RegularReader interface {
	fs.FS
	// ReadRegular reads a regular file. Anything else that has the name does
	// not exist; a file of more than limit bytes is an error.
	ReadRegular(name string, limit int64) ([]byte, error)
}

// readFile reads a regular file of at most MaxFileSize bytes. Anything else
// that has a name (a directory, a pipe, a device) does not exist for us.
func readFile(fsys fs.FS, path string) ([]byte, error) {
	if r, ok := fsys.(RegularReader); ok {
		return r.ReadRegular(path, MaxFileSize)
	}
	f, err := fsys.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, fs.ErrNotExist
	case info.Size() > MaxFileSize:
		return nil, fmt.Errorf("larger than %d MiB", MaxFileSize>>20)
	}
	src := make([]byte, info.Size())
	n, err := io.ReadFull(f, src)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = nil // it became shorter meanwhile
	}
	return src[:n], err
}

// lineStarts is what token.File.SetLines takes: the offset of every line. Of an
// empty file it is the first, which SetLines then leaves as it is.
func lineStarts(src []byte) []int {
	if len(src) == 0 {
		return []int{0}
	}
	starts := make([]int, 1, bytes.Count(src, []byte("\n"))+1)
	for at := 0; ; {
		i := bytes.IndexByte(src[at:], '\n')
		if at += i + 1; i < 0 || at == len(src) {
			return starts
		}
		starts = append(starts, at)
	}
}
