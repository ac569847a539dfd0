package linter

import (
	"bytes"
	"context"
	"crypto/sha256"
	"maps"
	"path"
	"slices"
)

// maxFixRounds bounds how often a project is linted again after fixes. Each of
// those that write at one place takes a round.
const maxFixRounds = 100

// Fixes is what fixing makes of a project. Nothing has been written.
type Fixes struct {
	Before, After map[string][]byte // the changed files, by their name in findings
	Result        *Result           // what is left
	Fixed         int               // findings that are gone, those counted that a fix brought to light
}

// FixAll applies the fixes of the findings, lints again, and goes on until
// nothing changes, or until what is there was there before: two fixes may undo
// each other. Unsafe fixes take part only when asked for.
func FixAll(ctx context.Context, opts Options, unsafe bool) (*Fixes, error) {
	fixes := &Fixes{Before: map[string][]byte{}, After: map[string][]byte{}}
	texts := map[string][]byte{} // by path in the file system
	seen := map[string]bool{}    // fingerprints
	visited := map[[sha256.Size]byte]bool{}
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
		state := stateOf(texts)
		if len(changed) == 0 || visited[state] || round == maxFixRounds {
			maps.DeleteFunc(fixes.After, func(name string, text []byte) bool { return bytes.Equal(text, fixes.Before[name]) })
			return fixes, nil
		}
		visited[state] = true
		for name, text := range changed {
			if _, known := fixes.Before[name]; !known {
				fixes.Before[name] = result.Sources[name]
			}
			texts[path.Join(opts.Base, name)] = text
		}
		maps.Copy(fixes.After, changed)
	}
}

// stateOf is a digest of all texts.
func stateOf(texts map[string][]byte) [sha256.Size]byte {
	h := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		text := sha256.Sum256(texts[name])
		h.Write([]byte(name + "\x00"))
		h.Write(text[:])
	}
	return [sha256.Size]byte(h.Sum(nil))
}
