package source

import (
	"errors"
	"io/fs"
	"iter"
	"path"
	"slices"
	"strings"
)

// dirs answers what there is in a file system from the lists of directories,
// each of which is read once: most questions are about files that are absent,
// and asking the disk about each costs more than reading a small file.
//
// It speaks of top and below only. A list says nothing of where a symbolic link
// leads, and one that cannot be read says nothing at all: then the file system
// is asked.
type dirs struct {
	fsys fs.FS
	top  string
	seen map[string]dirList // of the walk that found the deployment; shared, so never written to
	own  map[string]dirList
}

// dirList is what a directory holds, sorted by name.
type dirList struct {
	entries []fs.DirEntry
	unknown bool // it is there and cannot be listed
}

func newDirs(fsys fs.FS, top string) *dirs {
	return &dirs{fsys: fsys, top: top, own: map[string]dirList{}}
}

// list is what a directory holds; nothing when there is no such directory. It
// is unknown for one that is not at or below the top.
func (d *dirs) list(dir string) dirList {
	if l, ok := d.seen[dir]; ok {
		return l
	}
	if l, ok := d.own[dir]; ok {
		return l
	}
	if !Inside(d.top, dir) {
		return dirList{unknown: true}
	}
	l := dirList{}
	if e, told := d.find(dir); dir == d.top || !told || e != nil && e.IsDir() {
		l = readDirList(d.fsys, dir)
	}
	d.own[dir] = l
	return l
}

func readDirList(fsys fs.FS, dir string) dirList {
	entries, err := fs.ReadDir(fsys, dir)
	if err != nil {
		return dirList{unknown: !errors.Is(err, fs.ErrNotExist)}
	}
	return dirList{entries: entries}
}

// find is the entry of a path: nil when there is nothing. It is not told where
// the lists do not know: for a symbolic link, above the top, at the top itself.
func (d *dirs) find(name string) (entry fs.DirEntry, told bool) {
	if name == d.top {
		return nil, false
	}
	l := d.list(path.Dir(name))
	if l.unknown {
		return nil, false
	}
	e := l.entry(path.Base(name))
	return e, e == nil || e.IsDir() || e.Type().IsRegular()
}

func (l dirList) entry(base string) fs.DirEntry {
	i, found := slices.BinarySearchFunc(l.entries, base, func(e fs.DirEntry, name string) int { return strings.Compare(e.Name(), name) })
	if !found {
		return nil
	}
	return l.entries[i]
}

// kind is the type of what a path leads to; not ok when there is nothing.
func (d *dirs) kind(name string) (kind fs.FileMode, ok bool) {
	if !fs.ValidPath(name) {
		return 0, false
	}
	if e, told := d.find(name); told {
		if e == nil {
			return 0, false
		}
		return e.Type(), true
	}
	info, err := fs.Stat(d.fsys, name)
	if err != nil {
		return 0, false
	}
	return info.Mode().Type(), true
}

func (d *dirs) isFile(name string) bool {
	kind, ok := d.kind(name)
	return ok && kind.IsRegular()
}

func (d *dirs) isDir(name string) bool {
	kind, ok := d.kind(name)
	return ok && kind.IsDir()
}

// files is Sources.Below.
func (d *dirs) files(root string, skip func(name string) bool) iter.Seq2[string, fs.DirEntry] {
	return func(yield func(string, fs.DirEntry) bool) {
		if d.isDir(root) {
			d.walk(root, skip, yield)
			return
		}
		if info, err := fs.Stat(d.fsys, root); err == nil {
			yield(root, fs.FileInfoToDirEntry(info))
		}
	}
}

// walk is false when yield wants no more.
func (d *dirs) walk(dir string, skip func(string) bool, yield func(string, fs.DirEntry) bool) bool {
	l := d.list(dir)
	if l.unknown {
		l = readDirList(d.fsys, dir)
	}
	for _, e := range l.entries {
		name := e.Name()
		if dir != "." {
			name = dir + "/" + name
		}
		switch {
		case !e.IsDir():
			if !yield(name, e) {
				return false
			}
		case skip == nil || !skip(e.Name()):
			if !d.walk(name, skip, yield) {
				return false
			}
		}
	}
	return true
}
