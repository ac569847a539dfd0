package linter

import (
	"bytes"
	"io"
	"io/fs"
	"path"
	"path/filepath"
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
		return &overlayFile{bytes.NewReader(text), overlayInfo{path.Base(name), int64(len(text))}}, nil
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
		return overlayInfo{path.Base(name), int64(len(text))}, nil
	}
	return fs.Stat(o.FS, name)
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
}

func (i overlayInfo) Name() string       { return i.name }
func (i overlayInfo) Size() int64        { return i.size }
func (i overlayInfo) Mode() fs.FileMode  { return 0o644 }
func (i overlayInfo) ModTime() time.Time { return time.Time{} }
func (i overlayInfo) IsDir() bool        { return false }
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
