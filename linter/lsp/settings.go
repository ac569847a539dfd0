package lsp

import (
	"encoding/json"
	"slices"

	"github.com/flylint/flylint/linter"
)

// preferences is what a person sets in the editor. What a team decides stands
// in the settings file, where the command line finds it too.
type preferences struct {
	// SchemaRules are the rules that a TOML server with a schema repeats; nil
	// leaves them on.
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
	prefs := preferences{}
	if len(raw) == 0 || json.Unmarshal(raw, &prefs) != nil || prefs.SchemaRules == nil {
		return
	}
	s.checks = s.opts.Checks
	if !*prefs.SchemaRules {
		s.checks = slices.DeleteFunc(slices.Clone(s.checks), func(c *linter.Check) bool { return slices.Contains(schemaRules(), c.Slug) })
	}
}

// didChangeConfiguration takes new preferences.
func (s *server) didChangeConfiguration(params configurationParams) {
	s.prefer(params.Settings)
	for _, p := range s.projects {
		p.touchAll()
	}
}
