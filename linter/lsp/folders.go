package lsp

import (
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// hasFolder reports whether deployments are looked for in a folder.
func (p *project) hasFolder(name string) bool { return slices.Contains(p.folders, name) }

// addFolder notes a folder of the workspace. It is looked into when a file in
// it is opened.
func (s *server) addFolder(uri string) {
	if dir, ok := pathOf(uri); ok && !slices.Contains(s.folders, filepath.Clean(dir)) {
		s.folders = append(s.folders, filepath.Clean(dir))
	}
}

// didChangeFolders follows the workspace. The projects of folders that are gone
// stay for the files that are still open.
func (s *server) didChangeFolders(params foldersChange) {
	for _, f := range params.Event.Removed {
		s.removeFolder(f.URI)
	}
	for _, f := range params.Event.Added {
		s.addFolder(f.URI)
	}
}

func (s *server) removeFolder(uri string) {
	dir, ok := pathOf(uri)
	if !ok {
		return
	}
	dir = filepath.Clean(dir)
	s.folders = slices.DeleteFunc(s.folders, func(f string) bool { return f == dir })
	for _, p := range s.projects {
		if name, ok := p.name(dir); ok && p.hasFolder(name) {
			p.folders = slices.DeleteFunc(p.folders, func(f string) bool { return f == name })
			p.rescan(s.openIn(p))
		}
	}
}

// Kinds of changes to watched files.
const (
	fileCreated = iota + 1
	fileChanged
	fileDeleted
)

// didChangeFiles takes note of changes on the disk, ours and others'.
func (s *server) didChangeFiles(params watchedFiles) {
	for _, change := range params.Changes {
		full, ok := pathOf(change.URI)
		if !ok {
			continue
		}
		for _, p := range s.projects {
			if name, ok := p.name(filepath.Clean(full)); ok {
				s.fileChanged(p, name, change.Type != fileChanged)
			}
		}
	}
}

// fileChanged judges again what reads a file; where one came or went that
// deployments are known by, it looks for these anew.
func (s *server) fileChanged(p *project, name string, cameOrWent bool) {
	p.files.forget(name)
	if cameOrWent && decidesDeployments(path.Base(name)) {
		p.rescan(s.openIn(p))
	}
	for _, g := range p.groups {
		if g.read == nil || g.read[name] || cameOrWent && g.owns(name) {
			g.dirty = true
		}
	}
}

// decidesDeployments reports whether a file of that name makes a deployment, or
// makes a directory the app of one.
func decidesDeployments(base string) bool {
	switch path.Ext(base) {
	case ".toml", ".json", ".yaml":
		return true
	}
	return base == "mix.exs" || strings.Contains(strings.ToLower(base), "dockerfile")
}
