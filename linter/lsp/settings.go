package lsp

import (
	"encoding/json"
	"slices"

	"github.com/flylint/flylint/internal/mask"
	"github.com/flylint/flylint/linter/settings"
)

// preferences is what a person sets in the editor. What a team decides stands
// in the settings file, where the command line finds it too.
type preferences struct {
	// SchemaRules are the rules that a TOML server with a schema repeats; nil
	// leaves them as they are.
	SchemaRules *bool `json:"schemaRules"`
}

// schemaRules are the rules that speak of single keys and the types of their
// values, as TOML servers with the schema of fly.toml do.
func schemaRules() []string {
	return []string{"fly/unknown-key", "fly/wrong-value-type"}
}

// prefer reads preferences as editors send them, with or without the server's
// name around them. What is not understood, or not there, changes nothing: many
// editors send an empty configuration after their options.
func (s *server) prefer(raw json.RawMessage) {
	var named struct {
		Flylint json.RawMessage `json:"flylint"`
	}
	if json.Unmarshal(raw, &named) == nil && len(named.Flylint) > 0 {
		raw = named.Flylint
	}
	var prefs preferences
	if json.Unmarshal(raw, &prefs) == nil && prefs.SchemaRules != nil {
		s.withoutSchema = !*prefs.SchemaRules
	}
}

// didChangeConfiguration takes new preferences.
func (s *server) didChangeConfiguration(params configurationParams) {
	s.prefer(params.Settings)
	for _, p := range s.projects {
		for _, r := range p.regimes {
			r.fresh = false
		}
		p.touchAll()
	}
}

// messageWarning is the type of a message that a person should see.
const messageWarning = 2

// warn tells a person of settings that are wrong, once until they are right
// again. While they are being typed their diagnostics say it.
func (s *server) warn(p *project) {
	for _, r := range p.regimes {
		complaint := r.complaint()
		_, typing := s.documents[p.path(r.file)]
		if complaint == "" {
			r.told = false
		}
		if complaint == "" || r.told || typing && !r.saved {
			continue
		}
		r.told, r.saved = true, false
		s.notify("window/showMessage", showMessageParams{messageWarning, mask.Text("flylint: " + complaint + ". Until it is mended, what held before holds.")})
	}
}

// mistakes are the diagnostics of the settings files.
func (w *writer) mistakes(found map[string][]diagnostic) {
	for _, r := range w.project.regimes {
		if !w.inUse(w.project, r) {
			continue
		}
		for _, m := range r.mistakes {
			found[m.At.File] = append(found[m.At.File], w.mistake(r, m))
		}
	}
}

// inUse reports whether a regime governs anything that is open, or its file is.
func (s *server) inUse(p *project, r *regime) bool {
	return s.documents[p.path(r.file)] != nil || slices.ContainsFunc(p.groups, func(g *group) bool { return g.regime == r && s.watches(p, g) })
}

func (w *writer) mistake(r *regime, m settings.Mistake) diagnostic {
	at := m.At.Range
	return diagnostic{
		Range:    newIndex(r.text).span(at.Start.Offset, at.End.Offset, w.enc),
		Severity: severityError, Code: settingsSlug, Source: sourceName, Message: mask.Text(m.Message),
	}
}
