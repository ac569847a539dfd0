package linter

import (
	"context"
	"maps"
	"path"
)

// maxFixRounds bounds how often a project is linted again after fixes: one fix
// can make room for another, and two that undo each other must not go on.
const maxFixRounds = 10

// Fixes is what fixing makes of a project. Nothing has been written.
type Fixes struct {
	Before, After map[string][]byte // the changed files, by their name in findings
	Result        *Result           // what is left
	Fixed         int               // findings that are gone, those counted that a fix brought to light
}

// FixAll applies the fixes of the findings, lints again, and goes on until
// nothing changes. Unsafe fixes take part only when asked for.
func FixAll(ctx context.Context, opts Options, unsafe bool) (*Fixes, error) {
	fixes := &Fixes{Before: map[string][]byte{}, After: map[string][]byte{}}
	texts := map[string][]byte{} // by path in the file system
	seen := map[string]bool{}    // fingerprints
	for round := 0; ; round++ {
		o := opts
		o.FS = Overlay(opts.FS, texts)
		result, err := Run(ctx, o)
		if err != nil {
			return nil, err
		}
		for _, f := range result.Findings {
			seen[f.Fingerprint] = true
		}
		fixes.Result, fixes.Fixed = result, len(seen)-len(result.Findings)
		changed := Apply(result.Findings, result.Sources, unsafe)
		if len(changed) == 0 || round == maxFixRounds {
			return fixes, nil
		}
		for name, text := range changed {
			if _, known := fixes.Before[name]; !known {
				fixes.Before[name] = result.Sources[name]
			}
			texts[path.Join(opts.Base, name)] = text
		}
		maps.Copy(fixes.After, changed)
	}
}
