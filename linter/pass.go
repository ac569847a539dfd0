package linter

import (
	"fmt"
	"go/token"

	"github.com/flylint/flylint/model"
)

// Pass is what one check sees of one deployment.
type Pass struct {
	*model.Deployment

	check  *Check
	report func(*Diagnostic)
}

// Diagnostic is what a check says of a place. It makes one with Pass.Report and
// completes it with the methods below, each of which returns it again.
type Diagnostic struct {
	Pos, End token.Pos
	Message  string
	Related  []RelatedPlace

	check    *Check
	severity Severity
	label    string
	help     string
	path     string
	fixes    []fix
	explains []string
}

// RelatedPlace is another place that takes part in a fault.
type RelatedPlace struct {
	Pos, End token.Pos
	Message  string
}

// fix is a suggested fix and, when it changes behaviour, its risk.
type fix struct {
	message string
	edits   []TextEdit
	risk    string // one sentence; "" when the fix is safe
}

// Report records a fault at a place. The message says what is wrong, why, and
// what happens at deploy or at run time.
func (p *Pass) Report(at Place, format string, args ...any) *Diagnostic {
	d := &Diagnostic{
		Pos:      at.Pos(),
		End:      at.End(),
		Message:  fmt.Sprintf(format, args...),
		check:    p.check,
		severity: p.check.Severity,
	}
	p.report(d)
	return d
}

// As sets another severity than the check's usual one.
func (d *Diagnostic) As(s Severity) *Diagnostic {
	d.severity = s
	return d
}

// Label is the few words beside the marked source.
func (d *Diagnostic) Label(format string, args ...any) *Diagnostic {
	d.label = fmt.Sprintf(format, args...)
	return d
}

// Help says how to mend it.
func (d *Diagnostic) Help(format string, args ...any) *Diagnostic {
	d.help = fmt.Sprintf(format, args...)
	return d
}

// Path is the place in the model, such as http_service.internal_port. With
// rule and file it makes the fingerprint, so it must not depend on layout.
func (d *Diagnostic) Path(format string, args ...any) *Diagnostic {
	d.path = fmt.Sprintf(format, args...)
	return d
}

// Relate adds another place that takes part, in whatever file. An invalid
// range is left out, so that callers need not ask whether a place is known.
func (d *Diagnostic) Relate(at Place, format string, args ...any) *Diagnostic {
	if at.Pos().IsValid() {
		d.Related = append(d.Related, RelatedPlace{at.Pos(), at.End(), fmt.Sprintf(format, args...)})
	}
	return d
}

// Fix offers a safe edit. The message is a verb phrase: "Use keepalive: true".
func (d *Diagnostic) Fix(message string, edits ...TextEdit) *Diagnostic {
	return d.addFix("", message, edits)
}

// UnsafeFix offers an edit that changes behaviour; risk is one sentence that
// says how.
func (d *Diagnostic) UnsafeFix(risk, message string, edits ...TextEdit) *Diagnostic {
	return d.addFix(risk, message, edits)
}

func (d *Diagnostic) addFix(risk, message string, edits []TextEdit) *Diagnostic {
	d.fixes = append(d.fixes, fix{message, edits, risk})
	return d
}

// Explains names the rules whose findings in this deployment follow from this
// one: mending this mends, or may mend, those.
func (d *Diagnostic) Explains(slugs ...string) *Diagnostic {
	d.explains = append(d.explains, slugs...)
	return d
}
