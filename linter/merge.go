package linter

import (
	"cmp"
	"maps"
	"slices"
)

// merge joins the verdicts of all deployments into one ordered result. What
// several deployments share is one finding that names each of them.
func merge(verdicts []*verdict) *Result {
	result := &Result{Sources: map[string][]byte{}}
	byPlace := map[sameFinding]*Finding{}
	for _, v := range verdicts {
		result.Deployments = append(result.Deployments, v.info)
		result.Files += v.files
		result.Unreadable = append(result.Unreadable, v.unreadable...)
		result.Crashed = result.Crashed || v.crashed
		maps.Copy(result.Sources, v.sources)
		for _, f := range v.findings {
			key := sameFinding{f.Rule, f.File, f.Message, f.Range}
			if first := byPlace[key]; first != nil {
				first.join(f)
				continue
			}
			byPlace[key] = f
			result.Findings = append(result.Findings, f)
		}
	}
	slices.SortStableFunc(result.Findings, compareFindings)
	return result
}

// sameFinding is what makes two deployments' findings one.
type sameFinding struct {
	rule, file, message string
	at                  Range
}

// join takes in the same finding of another deployment; the more serious word
// holds, since it is proven for one of them.
func (f *Finding) join(other *Finding) {
	f.Deployments = append(f.Deployments, other.Deployments...)
	slices.Sort(f.Deployments)
	f.Severity = max(f.Severity, other.Severity)
	for _, e := range other.Explains {
		if !slices.Contains(f.Explains, e) {
			f.Explains = append(f.Explains, e)
		}
	}
}

// compareFindings orders findings by file, position and rule.
func compareFindings(a, b *Finding) int {
	return cmp.Or(
		cmp.Compare(a.File, b.File),
		cmp.Compare(a.Range.Start.Offset, b.Range.Start.Offset),
		cmp.Compare(a.Range.End.Offset, b.Range.End.Offset),
		cmp.Compare(a.Rule, b.Rule),
		cmp.Compare(a.Message, b.Message),
	)
}

func compareEdits(a, b Edit) int {
	return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Range.Start.Offset, b.Range.Start.Offset))
}
