package flyconfig

import (
	"slices"

	"github.com/flylint/flylint/parsers"
	"github.com/flylint/flylint/parsers/toml"
)

// Ghost reports whether only sub-tables made the service, such as
// [services.concurrency] beside an [http_service]: it has no key of its own.
func (s *Service) Ghost() bool {
	if s.HTTP || s.Table == nil {
		return false
	}
	return !slices.ContainsFunc(s.Table.Entries(), func(e *toml.Entry) bool { return e.KeyValue != nil })
}

// Rename is another text for a part of the file.
type Rename struct {
	parsers.Range
	Text string
}

// GhostRenames says how to rename the headers that made a ghost service, so that
// they are tables of [http_service]. It is nil when one of them has no place
// there, or is taken.
func (f *Config) GhostRenames(s *Service) []Rename {
	if s.Table.Header != nil {
		return nil // [[services]] itself is written
	}
	for _, e := range s.Table.Entries() {
		if e.Name == "concurrency" && !f.HTTPService.Concurrency.Present() {
			continue
		}
		if e.Name != "http_checks" || e.Array == nil || f.HTTPService.Table.Header == nil {
			return nil
		}
	}
	var renames []Rename
	for _, item := range f.Doc.Items {
		h, ok := item.(*toml.Header)
		if !ok || len(h.Key.Parts) < 2 || h.Key.Parts[0].Name != "services" {
			continue
		}
		name := "http_service.concurrency"
		if h.Key.Parts[1].Name == "http_checks" {
			name = "http_service.checks"
		}
		renames = append(renames, Rename{parsers.Range{From: h.Key.Parts[0].From, To: h.Key.Parts[1].To}, name})
	}
	return renames
}
