package source

import (
	"go/token"
	"io/fs"
	"path"
)

// Found is a deployment that was found, with what finding it told of the
// directories it lies in.
type Found struct {
	Target
	dirs *dirs
}

// Sources returns an empty set over the file system the deployment was found
// in, which takes over what it can from the cache of earlier runs; that may be
// nil.
func (f Found) Sources(cache *Cache) *Sources {
	if cache != nil {
		return cache.sources(f.dirs)
	}
	return newSources(f.dirs, token.NewFileSet())
}

// Find finds the deployments that start means and hands each to found, until
// that is false: for a directory every one below it, in path order; for a fly
// config that one; for another file those that own it. Hidden directories and
// those that tools fill (_build, deps, node_modules) are not entered.
//
// A deployment may be judged while the search for the next goes on.
func Find(fsys fs.FS, start string, found func(Found) bool) error {
	if info, err := fs.Stat(fsys, start); err == nil && info.IsDir() {
		s := search{fsys: fsys, start: start, found: found}
		return s.below(start)
	}
	targets, err := Discover(fsys, start)
	for _, t := range targets {
		if !found(Found{t, newDirs(fsys, t.Dir)}) {
			break
		}
	}
	return err
}

// search is a walk through directories in search of fly configs.
type search struct {
	fsys  fs.FS
	start string
	found func(Found) bool

	// What is known at and below the outermost directory that may be home to
	// deployments. Its deployments are handed out together when the walk leaves
	// it, since they may read any of it.
	home    string // "" outside
	configs []string
	seen    map[string]dirList
	done    bool // found wants no more
}

// below looks through a directory and those below it.
func (s *search) below(dir string) error {
	entries, err := fs.ReadDir(s.fsys, dir)
	if err != nil {
		if dir == s.start {
			return err
		}
		return nil // an unreadable corner must not hide the rest
	}
	outermost := s.home == "" && mayBeHome(dir, entries)
	if outermost {
		s.home, s.configs, s.seen = dir, nil, map[string]dirList{}
	}
	if s.home != "" {
		s.seen[dir] = dirList{entries: entries}
	}
	s.enter(dir, entries)
	if outermost {
		s.leave()
	}
	return nil
}

// mayBeHome reports whether a directory holds a fly config, is or holds a
// directory of such, or holds the project that one further down deploys.
func mayBeHome(dir string, entries []fs.DirEntry) bool {
	if path.Base(dir) == "fly" {
		return true
	}
	for _, e := range entries {
		if name := e.Name(); name == "mix.exs" || name == "fly" || isConfig(name) {
			return true
		}
	}
	return false
}

func (s *search) enter(dir string, entries []fs.DirEntry) {
	for _, e := range entries {
		p := path.Join(dir, e.Name())
		switch {
		case s.done:
			return
		case !e.IsDir():
			if isConfig(p) {
				s.configs = append(s.configs, p)
			}
		case !Skipped(e.Name()):
			_ = s.below(p) // an error at the start only
		}
	}
}

// leave hands out the deployments of a home.
func (s *search) leave() {
	for _, config := range s.configs {
		if s.done {
			break
		}
		known := &dirs{fsys: s.fsys, top: s.home, seen: s.seen, own: map[string]dirList{}}
		s.done = !s.found(Found{known.target(config), known})
	}
	s.home, s.configs, s.seen = "", nil, nil
}
