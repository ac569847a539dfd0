package linter

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// Finding is one fault in its resolved form: no position of the parsers, no
// pointer into a tree. It is what reports, editors and scripts see.
type Finding struct {
	Rule        string
	Severity    Severity
	Message     string
	Label       string // a few words for the marked place; may be empty
	Help        string
	URL         string
	Deployments []string // the config files of the deployments it holds for, sorted
	File        string
	Range       Range
	Path        string // in the model
	Related     []Related
	Fixes       []Fix
	Explains    []string // the fingerprints of the findings that follow from this one
	Fingerprint string
	Suppression *Suppression // why it is not reported; nil when it is
}

// Range is a half-open stretch of a file.
type Range struct {
	Start, End Position
}

// Position is a place in a file.
type Position struct {
	Line   int // from 1
	Column int // from 1, in Unicode code points
	Offset int // from 0, in bytes
}

// Related is another place that takes part in a finding.
type Related struct {
	File    string
	Range   Range
	Message string
}

// Fix is a set of edits that go together.
type Fix struct {
	Message string
	Risk    string // what it changes, in one sentence; "" when it is safe
	Edits   []Edit
}

// Safe reports whether the fix leaves a working deployment working.
func (f Fix) Safe() bool { return f.Risk == "" }

// Edit replaces a stretch of a file.
type Edit struct {
	File    string
	Range   Range
	NewText string
}

// Fixable reports whether a safe fix is offered.
func (f *Finding) Fixable() bool {
	for _, fix := range f.Fixes {
		if fix.Safe() {
			return true
		}
	}
	return false
}

// fingerprint identifies a finding across moved lines: rule, file and model
// path, and a number where these coincide. Never a line, and the file by its
// path in the file system: where flylint was started makes no difference.
func fingerprint(rule, file, path string, nth int) string {
	parts := []string{rule, file, path, strings.Repeat("+", nth)}
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:12])
}
