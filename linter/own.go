package linter

import (
	"bytes"

	"github.com/flylint/flylint/model/source"
	"github.com/flylint/flylint/parsers"
)

// The findings of the tool's own. They are not rules and cannot be selected.
const (
	SyntaxErrorSlug   = "flylint/syntax-error"    // a file of the deployment does not parse
	InternalErrorSlug = "flylint/internal-error"  // a check crashed
	InvalidIgnoreSlug = "flylint/invalid-ignore"  // an ignore that is not well formed, or names no rule
	UnusedIgnoreSlug  = "flylint/unused-ignore"   // an ignore that suppresses nothing, or expired
	NotReadSlug       = "flylint/config-not-read" // a fly config in a format not read yet
)

// maxSyntaxErrors is how many syntax errors of one file are told: garbage has
// thousands, and a person needs the first.
const maxSyntaxErrors = 5

// own returns a check that stands for a finding of the tool's own.
func own(slug string, severity Severity) *Check {
	return &Check{Slug: slug, Severity: severity}
}

// syntaxErrors makes a finding of each syntax error, up to a few a file.
func (r *resolver) syntaxErrors(errs []source.SyntaxError) {
	check := own(SyntaxErrorSlug, Error)
	told := map[*source.File]int{}
	for _, err := range errs {
		if told[err.File]++; told[err.File] > maxSyntaxErrors {
			continue
		}
		if bytes.IndexByte(err.File.Src, 0) >= 0 {
			told[err.File] = maxSyntaxErrors
			r.mustAdd(diagnostic(check, err.File.Start(), "this is not a text file").
				Help("restore it from git; it may have been overwritten, or fetched without Git LFS").Path("syntax"))
			continue
		}
		r.mustAdd(diagnostic(check, err.Range, err.Message).Help("%s", err.Help).Path("syntax"))
	}
}

// notRead says that a fly config's format is not read yet.
func (r *resolver) notRead(f *source.File) {
	r.mustAdd(diagnostic(own(NotReadSlug, Info), f.Start(), "this fly config was not checked: flylint reads fly.toml only, not JSON or YAML yet").
		Help("`fly config show --toml` prints the same configuration as TOML"))
}

// internalError says that a check crashed, at the start of the fly config.
func (r *resolver) internalError(check *Check, what string, at *source.File) {
	r.mustAdd(diagnostic(own(InternalErrorSlug, Error), at.Start(), "the rule "+check.Slug+" crashed and could not judge this deployment: "+what).
		Help("this is a fault in flylint, not in your project; please report it with the file it crashed on").Path("%s", check.Slug))
}

func diagnostic(check *Check, at parsers.Range, message string) *Diagnostic {
	d := &Diagnostic{check: check, severity: check.Severity}
	d.Pos, d.End, d.Message = at.From, at.To, message
	return d
}

// mustAdd adds a diagnostic whose position comes from a file of this run. One
// that does not is dropped rather than lost in a panic.
func (r *resolver) mustAdd(d *Diagnostic) { _ = r.add(d) }
