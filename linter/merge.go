package linter

import (
	"cmp"
	"maps"
	"slices"

	"github.com/flylint/flylint/model/source"
)

// merge joins the verdicts of all deployments into one ordered result. What
// several deployments share is one finding that names each of them.
func merge(opts *Options, targets []source.Target, verdicts []*verdict) *Result {
	result := &Result{Sources: map[string][]byte{}}
	shared := sameFindings{}
	for _, v := range verdicts {
		result.Deployments = append(result.Deployments, v.info)
		result.Files += v.files
		result.Unreadable = append(result.Unreadable, v.unreadable...)
		result.Crashed = result.Crashed || v.crashed
		maps.Copy(result.Sources, v.sources)
		result.Findings = shared.add(result.Findings, v.findings)
		result.Suppressed = shared.add(result.Suppressed, v.suppressed)
	}
	result.accept(opts, targets, verdicts)
	result.judgeIgnores(opts, targets, mergeIgnores(verdicts))
	slices.SortStableFunc(result.Findings, compareFindings)
	slices.SortStableFunc(result.Suppressed, compareFindings)
	return result
}

// judgeIgnores adds the findings about the ignores themselves.
func (r *Result) judgeIgnores(opts *Options, targets []source.Target, ignores []*ignore) {
	if len(ignores) == 0 {
		return
	}
	found := opts.ignoreFindings(ignores, targets)
	opts.number(found)
	r.Findings = append(r.Findings, opts.govern(found)...)
	for _, ig := range ignores {
		r.Sources[ig.name] = ig.file.Src
	}
}

// sameFindings knows the findings by what makes them one.
type sameFindings map[sameFinding]*Finding

// add appends findings to a list, less those that it holds already.
func (s sameFindings) add(list, findings []*Finding) []*Finding {
	for _, f := range findings {
		key := sameFinding{f.Rule, f.File, f.Message, f.Range}
		if first := s[key]; first != nil {
			first.join(f)
			continue
		}
		s[key] = f
		list = append(list, f)
	}
	return list
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
