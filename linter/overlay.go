package linter

import (
	"bytes"
	"io"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// OverlayFS is a file system with some files replaced, or added, by texts in
// memory: unsaved buffers, standard input.
type OverlayFS struct {
	fs.FS
	texts map[string][]byte
}

// Overlay lays texts, by slash-separated path, over base.
func Overlay(base fs.FS, texts map[string][]byte) *OverlayFS { return &OverlayFS{base, texts} }

// Open implements fs.FS.
func (o *OverlayFS) Open(name string) (fs.File, error) {
	if text, ok := o.texts[name]; ok {
		return &overlayFile{bytes.NewReader(text), overlayInfo{path.Base(name), int64(len(text)), 0o644}}, nil
	}
	return o.FS.Open(name)
}

// ReadFile implements fs.ReadFileFS.
func (o *OverlayFS) ReadFile(name string) ([]byte, error) {
	if text, ok := o.texts[name]; ok {
		return bytes.Clone(text), nil
	}
	return fs.ReadFile(o.FS, name)
}

// Stat implements fs.StatFS.
func (o *OverlayFS) Stat(name string) (fs.FileInfo, error) {
	if text, ok := o.texts[name]; ok {
		return overlayInfo{path.Base(name), int64(len(text)), 0o644}, nil
	}
	return fs.Stat(o.FS, name)
}

// ReadDir implements fs.ReadDirFS: what is in memory only is listed too.
func (o *OverlayFS) ReadDir(name string) ([]fs.DirEntry, error) {
	added := o.added(name)
	entries, err := []fs.DirEntry(nil), fs.ErrNotExist
	if o.FS != nil {
		entries, err = fs.ReadDir(o.FS, name)
	}
	if err != nil && len(added) == 0 {
		return nil, err
	}
	for _, e := range added {
		at, found := slices.BinarySearchFunc(entries, e.Name(), func(e fs.DirEntry, name string) int { return strings.Compare(e.Name(), name) })
		if !found {
			entries = slices.Insert(entries, at, e)
		}
	}
	return entries, nil
}

// added is the files in memory that lie in a directory, and the directories
// that others lie in.
func (o *OverlayFS) added(dir string) []fs.DirEntry {
	var entries []fs.DirEntry
	for name, text := range o.texts {
		rest, inside := name, true
		if dir != "." {
			rest, inside = strings.CutPrefix(name, dir+"/")
		}
		base, _, deeper := strings.Cut(rest, "/")
		switch {
		case inside && deeper:
			entries = append(entries, fs.FileInfoToDirEntry(overlayInfo{base, 0, fs.ModeDir | 0o755}))
		case inside:
			entries = append(entries, fs.FileInfoToDirEntry(overlayInfo{base, int64(len(text)), 0o644}))
		}
	}
	return entries
}

type overlayFile struct {
	io.Reader
	info overlayInfo
}

func (f *overlayFile) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f *overlayFile) Close() error               { return nil }

type overlayInfo struct {
	name string
	size int64
	mode fs.FileMode
}

func (i overlayInfo) Name() string       { return i.name }
func (i overlayInfo) Size() int64        { return i.size }
func (i overlayInfo) Mode() fs.FileMode  { return i.mode }
func (i overlayInfo) ModTime() time.Time { return time.Time{} }
func (i overlayInfo) IsDir() bool        { return i.mode.IsDir() }
func (i overlayInfo) Sys() any           { return nil }

// Path is the path in d.FS of a name given in the working directory cwd.
func (d Disk) Path(cwd, name string) (string, error) {
	base := filepath.FromSlash(d.Base)
	if filepath.IsAbs(name) {
		rel, err := filepath.Rel(cwd, name)
		if err != nil {
			return "", err
		}
		name = rel
	}
	return filepath.ToSlash(filepath.Join(base, name)), nil
}
