package lsp

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"maps"
	"path"
	"slices"

	"github.com/sourcegraph/jsonrpc2"

	"github.com/flylint/flylint/linter/settings"
)

// sent is the diagnostics of one file as the client has them, or gets them when
// it asks.
type sent struct {
	items   json.RawMessage
	open    bool
	version int // of the buffer they are for, when the file is open
}

// newer reports whether the buffer has been edited, or opened, since.
func (f *sent) newer(old *sent) bool { return f.open && (!old.open || f.version != old.version) }

// none is an empty list of diagnostics.
const none = "[]"

// tell hands a project's diagnostics over: to a client that takes them every
// file's that changed, and that of every buffer with a new version. A client
// that asks is asked to ask again when a file it has not edited is concerned.
func (s *server) tell(ctx context.Context, p *project) {
	now := s.collect(p)
	refresh := false
	for _, file := range slices.Sorted(maps.Keys(now)) {
		old := p.sent[file]
		if old == nil {
			old = &sent{items: json.RawMessage(none)}
		}
		changed, newer := !bytes.Equal(old.items, now[file].items), now[file].newer(old)
		refresh = refresh || changed && !newer && now[file].open
		if (changed || newer) && !s.client.pulls() {
			s.publish(p, file, now[file])
		}
	}
	p.sent = now
	for file, f := range now {
		if !f.open && string(f.items) == none { // the client knows that it is clean
			delete(now, file)
		}
	}
	if refresh && s.client.pulls() {
		s.ask(ctx, "workspace/diagnostic/refresh", nil)
	}
	s.answerHeld()
}

// collect writes the diagnostics of all files that have some, had some before,
// or are open.
func (s *server) collect(p *project) map[string]*sent {
	w := s.writer(p)
	now := map[string]*sent{}
	for file, list := range w.byFile() {
		items, err := json.Marshal(list)
		if err != nil {
			s.logf("%s: %v", file, err)
			continue
		}
		now[file] = &sent{items: items}
	}
	empty := func(file string) *sent {
		if now[file] == nil {
			now[file] = &sent{items: json.RawMessage(none)}
		}
		return now[file]
	}
	for file := range p.sent {
		empty(file)
	}
	for _, d := range s.documents {
		if d.project == p && (p.owned(d.name) || p.regimes[d.name] != nil) {
			f := empty(d.name)
			f.open, f.version = true, d.version
		}
	}
	return now
}

func (s *server) publish(p *project, file string, f *sent) {
	params := publishParams{URI: s.writer(p).uri(file), Diagnostics: f.items}
	if f.open {
		params.Version = &f.version
	}
	s.notify("textDocument/publishDiagnostics", params)
}

// documentDiagnostic answers a client that asks for a file's diagnostics.
func (s *server) documentDiagnostic(ctx context.Context, params diagnosticParams) (any, *jsonrpc2.Error) {
	d := s.document(params.TextDocument.URI)
	if d == nil || !d.project.owned(d.name) && path.Base(d.name) != settings.FileName {
		return report{Kind: "full", ResultID: resultID(none), Items: json.RawMessage(none)}, nil
	}
	s.look()
	if !s.judge(ctx, d.project, false) {
		return nil, &jsonrpc2.Error{Code: codeCancelled, Message: "cancelled"}
	}
	s.tell(ctx, d.project)
	items := d.project.sent[d.name].items
	id := resultID(string(items))
	if id == params.PreviousResultID {
		return report{Kind: "unchanged", ResultID: id}, nil
	}
	return report{Kind: "full", ResultID: id, Items: items}, nil
}

// resultID names a list of diagnostics by its content.
func resultID(items string) string {
	sum := sha256.Sum256([]byte(items))
	return hex.EncodeToString(sum[:8])
}
