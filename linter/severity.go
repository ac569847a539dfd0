package linter

import "fmt"

// Severity says how bad a finding is. RULES.md holds the policy: an error is
// proven from the files; what depends on something they cannot show is at most
// a warning.
type Severity uint8

// The severities, least first. The zero Severity is none.
const (
	Info    Severity = iota + 1 // advice; never fails a run by default
	Warning                     // known to be dangerous, or proven but of small damage
	Error                       // proven to break the build, the boot or the data
)

func (s Severity) String() string {
	switch s {
	case Info:
		return "info"
	case Warning:
		return "warning"
	case Error:
		return "error"
	}
	return "none"
}

// Lower is the next milder severity: what a finding has when one link of its
// proof (a version, say) is not certain. Info stays.
func (s Severity) Lower() Severity {
	if s <= Info {
		return Info
	}
	return s - 1
}

// ParseSeverity reads the name of a severity.
func ParseSeverity(name string) (Severity, error) {
	for s := Info; s <= Error; s++ {
		if s.String() == name {
			return s, nil
		}
	}
	return 0, fmt.Errorf("no severity is called %q; there are error, warning and info", name)
}

// FixKind says what a rule offers to do about its findings.
type FixKind uint8

// The kinds of fix, as the Fix column of RULES.md has them.
const (
	Advice     FixKind = iota // the help text says what to do
	SafeFix                   // an edit that leaves a working deployment working
	UnsafeFix                 // an edit that changes behaviour
	SafeUnsafe                // safe where possible, else unsafe
)

func (k FixKind) String() string {
	switch k {
	case SafeFix:
		return "safe"
	case UnsafeFix:
		return "unsafe"
	case SafeUnsafe:
		return "safe or unsafe"
	}
	return "advice"
}
