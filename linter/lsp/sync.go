package lsp

import (
	"path/filepath"
	"strings"

	"github.com/flylint/flylint/linter"
)

// document is an open buffer.
type document struct {
	uri     string // as the client writes it
	version int
	text    []byte // never changed in place: runs hold on to it
	lines   *index
	project *project
	name    string // in project.files
}

// set gives the document another text.
func (d *document) set(text []byte) {
	d.text, d.lines = text, newIndex(text)
	d.project.files.lay(d.name, text)
	d.project.edit(d.name)
}

// document finds an open buffer; nil for others.
func (s *server) document(uri string) *document {
	path, ok := pathOf(uri)
	if !ok {
		return nil
	}
	return s.documents[filepath.Clean(path)]
}

// didOpen takes a buffer over from the disk.
func (s *server) didOpen(params didOpenParams) {
	path, ok := pathOf(params.TextDocument.URI)
	if !ok {
		return
	}
	path = filepath.Clean(path)
	p := s.projectOf(path)
	name, ok := p.name(path)
	if !ok {
		return
	}
	d := &document{uri: params.TextDocument.URI, version: params.TextDocument.Version, project: p, name: name}
	s.documents[path] = d
	p.recheck()
	d.set([]byte(params.TextDocument.Text))
	if !p.owned(name) {
		p.rescan(s.openIn(p))
	}
	for _, g := range p.groups {
		g.dirty = g.dirty || g.owns(name)
	}
}

// didChange makes edits in a buffer and moves the shown findings along.
func (s *server) didChange(params didChangeParams) {
	d := s.document(params.TextDocument.URI)
	if d == nil {
		return
	}
	text := d.text
	for i, change := range params.ContentChanges {
		lines := d.lines
		if i > 0 {
			lines = newIndex(text)
		}
		edit := s.splice(lines, change)
		text = edit.apply(text)
		for _, g := range d.project.groups {
			g.carry(d.name, edit)
		}
	}
	if v := params.TextDocument.Version; v != nil {
		d.version = *v
	}
	d.set(text)
}

// splice is a change in bytes. Where the client sends the whole text, it is the
// part that differs.
func (s *server) splice(lines *index, change contentChange) splice {
	if change.Range == nil {
		return difference(lines.text, change.Text)
	}
	from, to := lines.offset(change.Range.Start, s.enc), lines.offset(change.Range.End, s.enc)
	return splice{min(from, to), max(from, to), change.Text}
}

// didClose gives a buffer back to the disk.
func (s *server) didClose(params documentParams) {
	d := s.document(params.TextDocument.URI)
	if d == nil {
		return
	}
	delete(s.documents, d.project.path(d.name))
	d.project.files.lift(d.name)
	d.project.files.forget(d.name)
	d.project.touch(d.name)
}

// didSave looks at the disk again: a save often comes with others.
func (s *server) didSave(params documentParams) {
	d := s.document(params.TextDocument.URI)
	if d == nil {
		return
	}
	d.project.files.forget(d.name)
	d.project.recheck()
	for _, r := range d.project.regimes {
		r.saved = r.saved || r.file == d.name || r.baseline() == d.name
	}
}

// projectOf is the project that a file belongs to, made when it is new. Its
// directory is the home of the workspace's folder around the file, or of the
// file when there is none.
func (s *server) projectOf(path string) *project {
	around := ""
	for _, folder := range s.folders {
		if inside(folder, path) && len(folder) > len(around) {
			around = folder
		}
	}
	from := around
	if from == "" {
		from = filepath.Dir(path)
	}
	return s.projectAt(linter.Home(from), around)
}

// projectAt is the project in a directory, with one more folder to look for
// deployments in.
func (s *server) projectAt(dir, folder string) *project {
	p := s.projects[dir]
	if p == nil {
		p = newProject(dir)
		s.projects[dir] = p
	}
	if name, ok := p.name(folder); ok && folder != "" && !p.hasFolder(name) {
		p.folders = append(p.folders, name)
		p.rescan(s.openIn(p))
	}
	return p
}

// openIn lists the open files of a project.
func (s *server) openIn(p *project) []string {
	var names []string
	for _, d := range s.documents {
		if d.project == p {
			names = append(names, d.name)
		}
	}
	return names
}

// inside reports whether path is dir or lies below it.
func inside(dir, path string) bool {
	return path == dir || strings.HasPrefix(path, strings.TrimSuffix(dir, string(filepath.Separator))+string(filepath.Separator))
}
