package linter

import (
	"context"
	"maps"
	"path"
	"slices"
)

// AddedIgnores is what ignoring today's findings makes of a project. Nothing
// has been written.
type AddedIgnores struct {
	Before, After map[string][]byte // the changed files, by their name in findings
	Result        *Result           // what is still reported
	Added         int               // findings that are ignored now
	Left          []*Finding        // those in files that hold no comments
}

// AddIgnores writes an ignore with one reason for each finding of a run, and
// lints again.
func AddIgnores(ctx context.Context, opts Options, reason string) (*AddedIgnores, error) {
	result, err := Run(ctx, opts)
	if err != nil {
		return nil, err
	}
	a := &AddedIgnores{Before: map[string][]byte{}, After: map[string][]byte{}}
	texts := map[string][]byte{} // by path in the file system
	byFile := map[string][]*Finding{}
	for _, f := range result.Findings {
		if ignorable(f.Rule) {
			byFile[f.File] = append(byFile[f.File], f)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(byFile)) {
		edits, left := IgnoreEdits(byFile[name], result.Sources[name], reason)
		a.Left = append(a.Left, left...)
		if len(edits) > 0 {
			a.Before[name], a.After[name] = result.Sources[name], rewrite(result.Sources[name], edits)
			texts[path.Join(opts.Base, name)] = a.After[name]
		}
	}
	before := len(result.Suppressed)
	opts.FS = Overlay(opts.FS, texts)
	if a.Result, err = Run(ctx, opts); err != nil {
		return nil, err
	}
	a.Added = len(a.Result.Suppressed) - before
	return a, nil
}
