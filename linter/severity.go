package linter

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/flylint/flylint/internal/nearest"
)

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
	if s, ok := severityNamed(name); ok {
		return s, nil
	}
	return 0, noSeverity(name, "error", "warning", "info")
}

// ParseFailOn reads the severity from which on a run fails; 0 is never.
func ParseFailOn(name string) (Severity, error) {
	if s, ok := severityNamed(name); ok || name == "never" {
		return s, nil
	}
	return 0, noSeverity(name, "error", "warning", "info", "never")
}

func severityNamed(name string) (Severity, bool) {
	for s := Info; s <= Error; s++ {
		if s.String() == name {
			return s, true
		}
	}
	return 0, false
}

func noSeverity(name string, names ...string) error {
	if near := cmp.Or(nearest.Start(name, names), nearest.Name(name, names)); near != "" {
		return fmt.Errorf("no severity is called %q; did you mean %q?", name, near)
	}
	last := len(names) - 1
	return fmt.Errorf("no severity is called %q; there are %s and %s", name, strings.Join(names[:last], ", "), names[last])
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
