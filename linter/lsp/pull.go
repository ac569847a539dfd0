package lsp

import (
	"context"
	"maps"
	"path/filepath"
	"slices"

	"github.com/sourcegraph/jsonrpc2"

	"github.com/flylint/flylint/linter"
)

// heldRequest is a request for the diagnostics of the whole workspace that is
// answered as soon as there is something the client does not know. The protocol
// allows this so that clients need not ask every other second.
type heldRequest struct {
	req      *jsonrpc2.Request
	previous map[string]string // result ids by path
}

// workspaceDiagnostic answers a client that asks for every file's diagnostics.
// From then on all deployments of the workspace are judged.
func (s *server) workspaceDiagnostic(ctx context.Context, req *jsonrpc2.Request) (any, *jsonrpc2.Error) {
	params, failure := decode[workspaceDiagnosticParams](req)
	if failure != nil {
		return nil, failure
	}
	s.widen()
	s.look()
	for _, p := range s.projects {
		if !s.judge(ctx, p, false) {
			return nil, &jsonrpc2.Error{Code: codeCancelled, Message: "cancelled"}
		}
	}
	for _, p := range s.projects {
		s.tell(ctx, p)
	}
	held := heldRequest{req, map[string]string{}}
	for _, known := range params.Previous {
		if path, ok := pathOf(known.URI); ok {
			held.previous[filepath.Clean(path)] = known.Value
		}
	}
	if news := s.news(held.previous); len(news) > 0 || len(held.previous) == 0 {
		return workspaceReport{news}, nil
	}
	s.held = append(s.held, held)
	return held, nil
}

// widen makes projects of all folders of the workspace.
func (s *server) widen() {
	s.wide = true
	for _, folder := range s.folders {
		s.projectAt(linter.Home(folder), folder)
	}
}

// news is what a client that knows these results does not know.
func (s *server) news(previous map[string]string) []documentReport {
	news := []documentReport{}
	clean := resultID(none)
	for _, dir := range slices.Sorted(maps.Keys(s.projects)) {
		p := s.projects[dir]
		w := s.writer(p)
		files := slices.Collect(maps.Keys(p.sent))
		for path := range previous { // what it knows may be gone
			if name, ok := p.name(path); ok && p.sent[name] == nil && s.projectOwning(path) == p {
				files = append(files, name)
			}
		}
		slices.Sort(files)
		for _, file := range files {
			f := p.sent[file]
			if f == nil {
				f = &sent{items: []byte(none)}
			}
			id, known := resultID(string(f.items)), previous[p.path(file)]
			if id == known || known == "" && id == clean {
				continue
			}
			r := documentReport{report: report{"full", id, f.items}, URI: w.uri(file)}
			if f.open {
				r.Version = &f.version
			}
			news = append(news, r)
		}
	}
	return news
}

// projectOwning is the innermost project that a path lies in, or nil.
func (s *server) projectOwning(path string) *project {
	var found *project
	for dir, p := range s.projects {
		if inside(dir, path) && (found == nil || len(dir) > len(found.dir)) {
			found = p
		}
	}
	return found
}

// answerHeld answers the held requests that there is now something for.
func (s *server) answerHeld() {
	s.held = slices.DeleteFunc(s.held, func(h heldRequest) bool {
		news := s.news(h.previous)
		if len(news) == 0 {
			return false
		}
		s.reply(h.req, workspaceReport{news}, nil)
		return true
	})
}

// dropHeld takes back the held requests that gone names.
func (s *server) dropHeld(gone func(heldRequest) bool) {
	s.held = slices.DeleteFunc(s.held, func(h heldRequest) bool {
		if !gone(h) {
			return false
		}
		s.reply(h.req, nil, &jsonrpc2.Error{Code: codeCancelled, Message: "cancelled"})
		return true
	})
}

func (s *server) cancelHeld(params cancelParams) {
	s.dropHeld(func(h heldRequest) bool { return h.req.ID == params.ID })
}
