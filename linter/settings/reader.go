package settings

import (
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/flylint/flylint/linter"
)

// reader reads one settings file and collects its mistakes.
type reader struct {
	opts     Options
	file     string // as in findings
	dir      string // of the file, in the file system; globs are relative to it
	src      []byte
	names    []string // the slugs that can be named, flylint's first
	ours     int      // how many of them are flylint's
	mistakes []Mistake
	out      *Settings
}

// settings reads the whole file.
func (r *reader) settings(name string) *Settings {
	r.out = &Settings{File: name}
	body := r.parse()
	if body == nil {
		return r.out
	}
	r.check(body, "")
	r.version(body)
	r.failOn(body)
	if a, text := r.text(body, "baseline"); a != nil {
		r.out.Baseline = r.path(a, text)
		r.entry("baseline", text, a.SrcRange)
	}
	r.nameRules(body)
	r.rules(body, "")
	r.ignores(body, "")
	r.paths(body)
	r.facts(body)
	return r.out
}

// entry remembers a setting for `flylint settings`.
func (r *reader) entry(name, value string, at hcl.Range) {
	r.out.Entries = append(r.out.Entries, Entry{name, value, r.location(at)})
}

// failOn reads the severity from which on a run fails.
func (r *reader) failOn(b *hclsyntax.Body) {
	a, text := r.text(b, "fail_on")
	if a == nil {
		return
	}
	if _, err := linter.ParseFailOn(text); err != nil {
		r.mistake(a.Expr.Range(), "%s", err)
		return
	}
	r.out.FailOn = text
	r.entry("fail_on", text, a.SrcRange)
}

// text reads a string; the attribute is nil when it is absent or no string.
func (r *reader) text(b *hclsyntax.Body, name string) (*hclsyntax.Attribute, string) {
	a, v := r.constant(b, name, cty.String, "a string, in double quotes")
	if a == nil {
		return nil, ""
	}
	return a, v.AsString()
}

// flag reads true or false.
func (r *reader) flag(b *hclsyntax.Body, name string) (*hclsyntax.Attribute, bool) {
	a, v := r.constant(b, name, cty.Bool, "true or false")
	return a, a != nil && v.True()
}

// constant reads a value that needs no project to be known.
func (r *reader) constant(b *hclsyntax.Body, name string, want cty.Type, words string) (*hclsyntax.Attribute, cty.Value) {
	a := b.Attributes[name]
	if a == nil {
		return nil, cty.NilVal
	}
	v, ok := fixed(a.Expr)
	switch {
	case !ok:
		r.mistake(a.Expr.Range(), "%s is a fixed value: %s", name, words)
	case v.IsNull() || !v.Type().Equals(want):
		r.mistake(a.Expr.Range(), "%s takes %s", name, words)
	default:
		return a, v
	}
	return nil, cty.NilVal
}

// fixed is the value of an expression that asks for nothing and computes
// nothing that could take long.
func fixed(e hclsyntax.Expression) (cty.Value, bool) {
	plain := true
	_ = hclsyntax.VisitAll(e, func(n hclsyntax.Node) hcl.Diagnostics {
		switch n.(type) {
		case *hclsyntax.ForExpr, *hclsyntax.FunctionCallExpr, *hclsyntax.SplatExpr:
			plain = false
		}
		return nil
	})
	if !plain {
		return cty.NilVal, false
	}
	v, diags := e.Value(nil)
	return v, !diags.HasErrors()
}

// label is the one label of a block; "" after a mistake.
func (r *reader) label(b *hclsyntax.Block, example string) string {
	switch {
	case len(b.Labels) == 0:
		r.mistake(b.TypeRange, "this block needs a name: %s", example)
	case len(b.Labels) > 1:
		r.mistake(b.LabelRanges[1], "this block takes one name: %s", example)
	case strings.TrimSpace(b.Labels[0]) == "":
		r.mistake(b.LabelRanges[0], "this name is empty: %s", example)
	default:
		return b.Labels[0]
	}
	return ""
}
