package linter

import "time"

// Policy is what a team has decided about findings: which rules look where, how
// bad they call what, and what they have accepted. The settings file is where
// it is written down; the engine only applies it.
type Policy struct {
	Rules    []RulePolicy   // in the order written; of those that match, the last holds
	Ignores  []PolicyIgnore // findings accepted with a reason
	Baseline *Baseline      // findings accepted without one; nil when there is none
}

// accepts reports whether the team has accepted any findings.
func (p *Policy) accepts() bool { return p != nil && (len(p.Ignores) > 0 || p.Baseline != nil) }

// RulePolicy is a decision about one rule, a family or all.
type RulePolicy struct {
	Rule     string   // a slug, a family with its slash, or "all"
	Path     string   // a glob over paths of the file system (doublestar); "" is everywhere
	Severity Severity // 0 leaves the finding's own
	Disabled bool     // findings are dropped, and not counted as suppressed
	Enabled  bool     // takes an earlier Disabled back
}

// PolicyIgnore accepts the findings of a rule in some files.
type PolicyIgnore struct {
	Rule   string    // a slug, a family with its slash, or "all"
	File   string    // a glob over paths of the file system (doublestar); "" is every file
	Reason string    // never empty
	Until  time.Time // the last day it holds; zero is for ever
	At     Location  // where it is written, for a finding about the ignore itself
	Whole  Range     // the whole of it in At.File, which removing it takes out; zero when not known
}

// Location is a range in a file by name: relative to Options.Base, as in findings.
type Location struct {
	File  string
	Range Range
}

// Baseline is the findings a project had when it adopted flylint.
type Baseline struct {
	File    string          // where it is written
	Entries []BaselineEntry // sorted by rule, file, path
}

// BaselineEntry is one accepted finding. Equal entries accept as many findings.
type BaselineEntry struct {
	Rule, File, Path string // of the finding; File relative to the baseline's directory
	line             int    // where it is written; 0 when it is not
}

// Suppression says why a finding is not reported.
type Suppression struct {
	By     SuppressedBy
	Reason string   // "" in a baseline
	At     Location // of the comment, the settings block or the baseline's entry
}

// SuppressedBy is what suppressed a finding.
type SuppressedBy uint8

// What suppresses findings.
const (
	ByComment  SuppressedBy = iota + 1 // a flylint:ignore comment in the file
	BySettings                         // an ignore block of the settings file
	ByBaseline
)

func (s SuppressedBy) String() string {
	switch s {
	case ByComment:
		return "comment"
	case BySettings:
		return "settings"
	case ByBaseline:
		return "baseline"
	}
	return "nothing"
}
