package settings

import (
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// The bounds of a settings file. hcl parses and evaluates by recursion, so what
// it is given has to be shallow; nobody writes anything near these.
const (
	maxDepth    = 64   // brackets, templates and signs within each other
	maxTokens   = 4096 // of one setting
	maxExponent = 3    // digits in the exponent of a number
	maxDigits   = 40   // of a number
)

// parse is the tree of the file, or nil when it has none; syntax errors are
// mistakes.
func (r *reader) parse() *hclsyntax.Body {
	tokens, diags := hclsyntax.LexConfig(r.src, r.file, hcl.InitialPos)
	if !diags.HasErrors() && !r.shallow(tokens) {
		return nil
	}
	file, diags := hclsyntax.ParseConfig(r.src, r.file, hcl.InitialPos)
	for _, d := range diags {
		if d.Severity == hcl.DiagError && d.Subject != nil {
			r.mistake(*d.Subject, "%s", sentence(d))
		}
		if d.Summary == openQuote {
			break // what follows is the other way round: text is code, and code is text
		}
	}
	if len(r.mistakes) > 0 || file == nil {
		return nil
	}
	body, _ := file.Body.(*hclsyntax.Body)
	return body
}

// shallow reports whether the text keeps within the bounds.
func (r *reader) shallow(tokens hclsyntax.Tokens) bool {
	depth, brackets, signs, length := 0, 0, 0, 0
	for _, t := range tokens {
		length++
		switch t.Type {
		case hclsyntax.TokenOParen, hclsyntax.TokenOBrack:
			brackets++
			depth++
		case hclsyntax.TokenCParen, hclsyntax.TokenCBrack:
			brackets--
			depth--
		case hclsyntax.TokenOBrace, hclsyntax.TokenTemplateInterp, hclsyntax.TokenTemplateControl, hclsyntax.TokenOQuote:
			depth++
		case hclsyntax.TokenCBrace, hclsyntax.TokenTemplateSeqEnd, hclsyntax.TokenCQuote:
			depth--
		case hclsyntax.TokenNewline:
			if brackets <= 0 {
				length, signs = 0, 0
			}
		case hclsyntax.TokenBang, hclsyntax.TokenMinus, hclsyntax.TokenQuestion:
			signs++
		case hclsyntax.TokenNumberLit:
			if hugeNumber(string(t.Bytes)) {
				r.mistake(t.Range, "this number is too large to work with")
				return false
			}
		}
		if depth > maxDepth || signs > maxDepth || length > maxTokens {
			r.mistake(t.Range, "this setting is too long or too deeply nested to be read; no rule needs more than %d levels", maxDepth)
			return false
		}
	}
	return true
}

func hugeNumber(text string) bool {
	mantissa, exponent, _ := strings.Cut(strings.ToLower(text), "e")
	return len(mantissa) > maxDigits || len(strings.TrimLeft(exponent, "+-0")) > maxExponent
}

// openQuote is hcl's summary for a text whose quotes are not closed on its line.
const openQuote = "Invalid multi-line string"

// noAttribute says which key was meant, where the table is that of a loop.
func noAttribute(d *hcl.Diagnostic) string {
	e, ok := d.Expression.(*hclsyntax.ScopeTraversalExpr)
	if !ok || d.EvalContext == nil {
		return ""
	}
	for i, step := range e.Traversal {
		key, isKey := step.(hcl.TraverseAttr)
		if !isKey || step.SourceRange() != *d.Subject {
			continue
		}
		v, diags := e.Traversal[:i].TraverseAbs(d.EvalContext)
		if diags.HasErrors() || !v.Type().IsObjectType() {
			return ""
		}
		return e.Traversal.RootName() + noKey(root{}, v.Type(), "", key.Name)
	}
	return ""
}

// sentence is what a diagnostic of hcl says, as one of ours would.
func sentence(d *hcl.Diagnostic) string {
	switch d.Summary {
	case "Attribute redefined":
		return "this is set already; it can stand there once"
	case openQuote:
		return "a quote is open at the end of this line"
	case "Unclosed configuration block":
		return "this block is not closed: a } is missing"
	case "Invalid expression":
		return "a value is missing here, or is not one"
	case "Missing newline after argument":
		return "each setting has a line of its own: this one begins on another's"
	case "Argument or block definition required":
		if strings.Contains(d.Detail, "equals sign") {
			return `an equals sign stands between a setting and its value: fail_on = "error"`
		}
		return `here a setting (fail_on = "error") or a block (rule "slug" { … }) is expected; the file is HCL, not JSON or YAML`
	case "Unsupported attribute":
		if text := noAttribute(d); text != "" {
			return text
		}
	}
	text := strings.TrimSuffix(strings.TrimSpace(d.Detail), ".")
	if text == "" {
		text = d.Summary
	}
	text = strings.Join(strings.Fields(text), " ")
	if len(text) > 1 && text[1] >= 'a' && text[1] <= 'z' {
		text = strings.ToLower(text[:1]) + text[1:]
	}
	return text
}
