package lsp

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model/source"
)

// project is a directory that one or several deployments lie in: the root of
// a repository, or what stands for one.
type project struct {
	dir     string // absolute, in the system's form
	files   *files
	folders []string // the workspace's folders in it, of files; deployments are looked for below them
	groups  []*group
	sent    map[string]*sent   // what the client knows of each file
	regimes map[string]*regime // by settings file
}

// group is deployments whose directories lie in one another, so that they may
// share files. They are judged together: whether an ignore is used, say, is
// for all of them to say.
type group struct {
	targets  []source.Target
	regime   *regime         // what the last run was governed by
	governed int             // the version of the regime then
	edited   string          // a buffer that it reads and that was edited since it was judged; "" when none was
	dirty    bool            // something else it reads may have changed
	cache    linter.Cache    // from run to run
	read     map[string]bool // the files the last run read; nil before the first
	sound    map[string]bool // the files that parsed at some time
	shown    []*shown
	torn     bool              // an edit has reached into a shown place since it was judged
	texts    map[string][]byte // of the files that shown mentions
}

func newProject(dir string) *project {
	return &project{dir: dir, files: newFiles(os.DirFS(dir)), sent: map[string]*sent{}, regimes: map[string]*regime{}}
}

// name is the path in files of an absolute path; not ok outside the project.
func (p *project) name(path string) (name string, ok bool) {
	rel, err := filepath.Rel(p.dir, path)
	if err != nil || !filepath.IsLocal(rel) {
		return "", false
	}
	return filepath.ToSlash(rel), true
}

// path is the absolute path of a name in files.
func (p *project) path(name string) string { return filepath.Join(p.dir, filepath.FromSlash(name)) }

// rescan looks for the deployments anew: below the workspace's folders, and
// above every open file. What is known of those that stay, stays.
func (p *project) rescan(open []string) {
	var found []source.Target
	add := func(targets []source.Target) {
		for _, t := range targets {
			if !slices.Contains(found, t) {
				found = append(found, t)
			}
		}
	}
	for _, folder := range p.folders {
		below, err := source.Discover(&patience{p.files.disk, maxDirs}, folder)
		if err == nil {
			add(below)
		}
	}
	for _, name := range open {
		add(source.Above(p.files, name))
	}
	p.regroup(found)
}

// regroup sorts targets into groups and keeps the groups that did not change.
func (p *project) regroup(targets []source.Target) {
	var groups []*group
	for _, t := range targets {
		joined := &group{targets: []source.Target{t}, dirty: true}
		groups = slices.DeleteFunc(groups, func(g *group) bool {
			if !slices.ContainsFunc(g.targets, func(other source.Target) bool { return entwined(t, other) }) {
				return false
			}
			joined.targets = append(g.targets, joined.targets...)
			return true
		})
		groups = append(groups, joined)
	}
	for i, g := range groups {
		slices.SortFunc(g.targets, func(a, b source.Target) int { return strings.Compare(a.Config, b.Config) })
		for _, old := range p.groups {
			if slices.Equal(old.targets, g.targets) {
				groups[i] = old
			}
		}
	}
	p.groups = groups
}

// entwined reports whether two deployments can share files.
func entwined(a, b source.Target) bool {
	for _, x := range homes(a) {
		for _, y := range homes(b) {
			if source.Inside(x, y) || source.Inside(y, x) {
				return true
			}
		}
	}
	return false
}

// homes are the directories a deployment's files lie in.
func homes(t source.Target) []string {
	if t.AppDir == "" || t.AppDir == t.Dir {
		return []string{t.Dir}
	}
	return []string{t.Dir, t.AppDir}
}

// owns reports whether a file lies where the group's deployments do.
func (g *group) owns(name string) bool {
	return slices.ContainsFunc(g.targets, func(t source.Target) bool {
		return slices.ContainsFunc(homes(t), func(dir string) bool { return source.Inside(dir, name) })
	})
}

// owned reports whether a file belongs to any deployment.
func (p *project) owned(name string) bool {
	return slices.ContainsFunc(p.groups, func(g *group) bool { return g.owns(name) })
}

// touch notes that a file's text may be another one: what reads it, or looks for
// it, must be judged.
func (p *project) touch(name string) {
	for _, g := range p.groups {
		g.dirty = g.dirty || p.concerns(name, g)
	}
}

// edit is touch for a buffer in which somebody types.
func (p *project) edit(name string) {
	for _, g := range p.groups {
		switch {
		case g.dirty || !p.concerns(name, g):
		case g.edited == "" || g.edited == name:
			g.edited = name
		default:
			g.dirty = true
		}
	}
}

// concerns reports whether a file's text may matter to a group.
func (p *project) concerns(name string, g *group) bool {
	return g.read == nil || g.read[name] || g.owns(name) && !p.files.onDisk(name)
}

// recheck looks for changes on the disk that nobody told of.
func (p *project) recheck() {
	if p.files.recheck() {
		p.touchAll()
	}
}

// touchAll notes that anything may have changed.
func (p *project) touchAll() {
	for _, g := range p.groups {
		g.dirty = true
	}
}

// maxDirs is how many directories are looked into for deployments. A workspace
// with more (somebody's home directory) is not worth the wait; what lies above
// an open file is found all the same.
const maxDirs = 20_000

// patience is a file system that stops listing directories after so many.
type patience struct {
	fs.FS
	left int
}

var errPatience = errors.New("too many directories")

// ReadDir implements fs.ReadDirFS.
func (p *patience) ReadDir(name string) ([]fs.DirEntry, error) {
	if p.left--; p.left < 0 {
		return nil, errPatience
	}
	return fs.ReadDir(p.FS, name)
}
