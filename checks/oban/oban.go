// Package oban holds the rules on Oban: which modules it is given, how its
// machines hear of jobs and elect a leader, and what stops them at work.
package oban

import (
	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model"
	"github.com/flylint/flylint/parsers"
)

// The places that most facts of this family were read in.
const (
	obanSource          = "https://github.com/oban-bg/oban"
	obanClustering      = "https://hexdocs.pm/oban/clustering.html"
	obanTroubleshooting = "https://hexdocs.pm/oban/troubleshooting.html"
)

// instances lists the instances of Oban that any process group starts, each
// with its options there.
func instances(d *model.Deployment) []*model.Oban {
	var out []*model.Oban
	for _, g := range d.Fly.Groups() {
		out = append(out, d.Obans(g.Name)...)
	}
	return out
}

// deletions are the edits that remove the ranges.
func deletions(cuts []parsers.Range) []linter.TextEdit {
	edits := make([]linter.TextEdit, len(cuts))
	for i, cut := range cuts {
		edits[i] = linter.Delete(cut)
	}
	return edits
}

// removeOption offers to delete the option that a setting stands in, when the
// whole of it is written there.
func removeOption(p *linter.Pass, d *linter.Diagnostic, o *model.Oban, s model.ObanSetting) {
	pair := o.Pair(string(s.Role))
	if len(s.When) > 0 || pair.From >= s.Element.From || s.Element.To > pair.To {
		return
	}
	if cuts, ok := p.Removal(pair); ok {
		d.Fix("Remove "+string(s.Role)+":", deletions(cuts)...)
	}
}
