package settings

import (
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// nameRules collects the names that the file can speak of: the rules there are,
// and those that it defines.
func (r *reader) nameRules(b *hclsyntax.Body) {
	for _, c := range r.opts.Checks {
		r.names = append(r.names, c.Slug)
	}
	for _, block := range b.Blocks {
		if block.Type == "rule" && r.isOwn(block) && !slices.Contains(r.names, block.Labels[0]) {
			r.names = append(r.names, block.Labels[0])
		}
	}
}

// isOwn reports whether a rule block defines a rule rather than decides about
// one that exists.
func (r *reader) isOwn(block *hclsyntax.Block) bool {
	if len(block.Labels) != 1 || strings.TrimSpace(block.Labels[0]) == "" {
		return false
	}
	for _, name := range []string{"when", "at", "message", "help", "summary"} {
		if block.Body.Attributes[name] != nil {
			return true
		}
	}
	return false
}

// own reads a rule of the team's own.
func (r *reader) own(block *hclsyntax.Block, name, glob string) {
	r.mistake(block.LabelRanges[0], "rules of your own, such as %q, are not read yet", name)
	_ = glob
}
