package lsp

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/flylint/flylint/model/source"
)

// files is a project's directory as the editor sees it: the unsaved texts laid
// over the disk. What was read from the disk is remembered, and asked for again
// only by recheck, so that a keystroke does not cost a hundred system calls.
type files struct {
	disk fs.FS

	mu    sync.Mutex // deployments are judged side by side
	texts map[string][]byte
	epoch int
	known map[string]*knownFile
}

// knownFile is what the disk said of a name.
type knownFile struct {
	epoch   int // when it was last asked
	info    fs.FileInfo
	err     error
	text    []byte // nil while nobody has asked
	entries []fs.DirEntry
}

func newFiles(disk fs.FS) *files {
	return &files{disk: disk, texts: map[string][]byte{}, known: map[string]*knownFile{}}
}

// lay puts an unsaved text over a file. It must not be changed afterwards.
func (f *files) lay(name string, text []byte) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.texts[name] = text
}

// lift takes the unsaved text away again.
func (f *files) lift(name string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	delete(f.texts, name)
}

// onDisk reports whether the disk has something of that name.
func (f *files) onDisk(name string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.look(name).err == nil
}

// recheck asks the disk again for everything that is known, and reports whether
// anything is another way than it was.
func (f *files) recheck() (changed bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.epoch++
	for name, k := range f.known {
		changed = f.look(name) != k && (k.err == nil || f.known[name].err == nil) || changed
	}
	return changed
}

// forget drops what is known of a name that is said to have changed, and of
// the directory it stands in.
func (f *files) forget(name string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	delete(f.known, name)
	delete(f.known, path.Dir(name))
	f.epoch++
}

// look returns what the disk says of a name.
func (f *files) look(name string) *knownFile {
	k := f.known[name]
	if k != nil && k.epoch == f.epoch {
		return k
	}
	info, err := fs.Stat(f.disk, name)
	if k != nil && k.err == nil && err == nil && same(k.info, info) {
		k.epoch = f.epoch
		return k
	}
	k = &knownFile{epoch: f.epoch, info: info, err: err}
	f.known[name] = k
	return k
}

func same(a, b fs.FileInfo) bool {
	return a.ModTime().Equal(b.ModTime()) && a.Size() == b.Size() && a.Mode() == b.Mode()
}

// Open implements fs.FS.
func (f *files) Open(name string) (fs.File, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if text, ok := f.texts[name]; ok {
		return &openFile{*bytes.NewReader(text), f.bufferInfo(name, text)}, nil
	}
	k := f.look(name)
	switch {
	case k.err != nil:
		return nil, k.err
	case !k.info.Mode().IsRegular() || k.info.Size() > source.MaxFileSize: // not kept in memory
		return f.disk.Open(name)
	}
	if err := f.fill(name, k); err != nil {
		return nil, err
	}
	return &openFile{*bytes.NewReader(k.text), sizedInfo{k.info, int64(len(k.text))}}, nil
}

// fill reads a file's text, unless that was done.
func (f *files) fill(name string, k *knownFile) error {
	if k.text != nil {
		return nil
	}
	text, err := fs.ReadFile(f.disk, name)
	if err == nil {
		k.text = append(text, 0)[:len(text)] // never nil
	}
	return err
}

// peek is the text of a regular file, which must not be changed; nil when it
// cannot be read.
func (f *files) peek(name string) []byte {
	f.mu.Lock()
	defer f.mu.Unlock()
	if text, ok := f.texts[name]; ok {
		return text
	}
	k := f.look(name)
	if k.err != nil || !k.info.Mode().IsRegular() || k.info.Size() > source.MaxFileSize || f.fill(name, k) != nil {
		return nil
	}
	return k.text
}

// ReadRegular implements model.RegularReader. The text must not be changed: it is
// the same from one run to the next, which tells at a glance that nobody has
// edited the file.
func (f *files) ReadRegular(name string, limit int64) ([]byte, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if text, ok := f.texts[name]; ok {
		return text, nil
	}
	k := f.look(name)
	switch {
	case k.err != nil:
		return nil, k.err
	case !k.info.Mode().IsRegular():
		return nil, fs.ErrNotExist
	case k.info.Size() > limit:
		return nil, fmt.Errorf("larger than %d MiB", limit>>20)
	}
	if err := f.fill(name, k); err != nil {
		return nil, err
	}
	return k.text, nil
}

// Stat implements fs.StatFS.
func (f *files) Stat(name string) (fs.FileInfo, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if text, ok := f.texts[name]; ok {
		return f.bufferInfo(name, text), nil
	}
	k := f.look(name)
	return k.info, k.err
}

// ReadDir implements fs.ReadDirFS. Files that exist only in the editor yet are
// listed too.
func (f *files) ReadDir(name string) ([]fs.DirEntry, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	k := f.look(name)
	if k.err != nil {
		return nil, k.err
	}
	if k.entries == nil {
		entries, err := fs.ReadDir(f.disk, name)
		if err != nil {
			return nil, err
		}
		k.entries = slices.Clip(append(entries, nil)[:len(entries)]) // never nil
	}
	return f.withBuffers(name, k.entries), nil
}

// withBuffers adds the unsaved files of a directory to its entries.
func (f *files) withBuffers(dir string, entries []fs.DirEntry) []fs.DirEntry {
	before := len(entries)
	for name, text := range f.texts {
		if path.Dir(name) != dir || slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() == path.Base(name) }) {
			continue
		}
		entries = append(entries, fs.FileInfoToDirEntry(f.bufferInfo(name, text)))
	}
	if len(entries) > before {
		slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	}
	return entries
}

// openFile is a file whose text is in memory.
type openFile struct {
	bytes.Reader
	info fs.FileInfo
}

var _ io.Reader = (*openFile)(nil)

func (f *openFile) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f *openFile) Close() error               { return nil }

// bufferInfo describes an unsaved file. It is as executable as on the disk.
type bufferInfo struct {
	name string
	size int64
	mode fs.FileMode
}

func (f *files) bufferInfo(name string, text []byte) bufferInfo {
	info := bufferInfo{path.Base(name), int64(len(text)), 0o644}
	if k := f.look(name); k.err == nil && k.info.Mode().IsRegular() {
		info.mode = k.info.Mode()
	}
	return info
}

func (i bufferInfo) Name() string       { return i.name }
func (i bufferInfo) Size() int64        { return i.size }
func (i bufferInfo) Mode() fs.FileMode  { return i.mode }
func (i bufferInfo) ModTime() time.Time { return time.Time{} }
func (i bufferInfo) IsDir() bool        { return false }
func (i bufferInfo) Sys() any           { return nil }

// sizedInfo is a file's description with the size that was really read.
type sizedInfo struct {
	fs.FileInfo
	size int64
}

func (i sizedInfo) Size() int64 { return i.size }
