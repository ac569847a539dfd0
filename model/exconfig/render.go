package exconfig

import (
	"strconv"
	"strings"

	"github.com/flylint/flylint/internal/mask"
)

// String is the value as an Elixir term, with alternatives and their
// conditions. Literals that look like secrets are masked.
func (v *Value) String() string {
	if v == nil {
		return ""
	}
	var r renderer
	r.value(v)
	return r.String()
}

// inspect is the term as Kernel.inspect writes it, secrets and all; it is for
// the evaluator only.
func inspect(v *Value) string {
	r := renderer{plain: true}
	r.value(v)
	return r.String()
}

type renderer struct {
	strings.Builder
	plain bool // no masks
}

func (r *renderer) value(v *Value) {
	switch v.Kind {
	case Atom:
		r.WriteString(atomText(v.Text))
	case Integer, Float:
		r.WriteString(v.Text)
	case String:
		r.text(v.Text)
	case Charlist:
		if r.plain {
			r.WriteString("'" + strings.ReplaceAll(v.Text, "'", `\'`) + "'")
			return
		}
		r.WriteString("~c")
		r.text(v.Text)
	case List:
		r.list(v)
	case Tuple:
		r.elems("{", v.Elems, "}")
	case Map:
		r.mapping(v)
	case Func:
		r.WriteString("#Function<>")
	case Choice:
		r.choice(v)
	default:
		r.undecided(v)
	}
}

// undecided is a value whose content is not known.
func (r *renderer) undecided(v *Value) {
	switch v.Kind {
	case Secret:
		r.WriteString("secret(" + v.Text + ")")
	case Unknown:
		r.WriteString("env(" + v.Text + ")")
	case Raise:
		first, _, _ := strings.Cut(v.Text, "\n")
		r.WriteString("raise(" + strconv.Quote(first) + ")")
	case Missing:
		r.WriteString("unset")
	default:
		r.WriteString("opaque(" + v.Text + ")")
	}
}

func (r *renderer) text(s string) {
	if !r.plain {
		s = mask.Literal(s)
	}
	r.WriteString(quoteText(s))
}

// quoteText is an Elixir string literal.
func quoteText(s string) string {
	q := strconv.Quote(s)
	return strings.ReplaceAll(q, "#{", `\#{`)
}

func (r *renderer) elems(open string, elems []*Value, end string) {
	r.WriteString(open)
	for i, e := range elems {
		if i > 0 {
			r.WriteString(", ")
		}
		r.value(e)
	}
	r.WriteString(end)
}

func (r *renderer) list(v *Value) {
	if len(v.Elems) == 0 || !v.IsKeyword() {
		r.elems("[", v.Elems, "]")
		return
	}
	r.WriteString("[")
	r.pairs(v.Elems)
	r.WriteString("]")
}

// pairs writes key: value; a value under the key of a secret is masked.
func (r *renderer) pairs(pairs []*Value) {
	for i, p := range pairs {
		if i > 0 {
			r.WriteString(", ")
		}
		key := p.Elems[0]
		if module, ok := key.Module(); ok {
			r.WriteString("{" + module + ", ")
			r.value(p.Elems[1])
			r.WriteString("}")
			continue
		}
		r.WriteString(keyText(key.Text) + ": ")
		if !r.plain && p.Elems[1].Kind == String && mask.SecretName(key.Text) {
			r.WriteString(quoteText(mask.Value(key.Text, p.Elems[1].Text)))
			continue
		}
		r.value(p.Elems[1])
	}
}

func (r *renderer) mapping(v *Value) {
	pairs, name := v.Elems, ""
	if first := v.Keyword("__struct__"); first != nil {
		name, _ = first.Module()
		pairs = withoutStruct(pairs)
	}
	if name == "Regex" {
		r.WriteString("~r/" + v.Keyword("source").Text + "/" + v.Keyword("opts").Text)
		return
	}
	r.WriteString("%" + name + "{")
	if (&Value{Kind: List, Elems: pairs}).IsKeyword() {
		r.pairs(pairs)
	} else {
		for i, p := range pairs {
			if i > 0 {
				r.WriteString(", ")
			}
			r.value(p.Elems[0])
			r.WriteString(" => ")
			r.value(p.Elems[1])
		}
	}
	r.WriteString("}")
}

func withoutStruct(pairs []*Value) []*Value {
	var out []*Value
	for _, p := range pairs {
		if !p.Elems[0].IsAtom("__struct__") {
			out = append(out, p)
		}
	}
	return out
}

func (r *renderer) choice(v *Value) {
	r.WriteString("(")
	for i, alt := range v.Alts() {
		if i > 0 {
			r.WriteString(" | ")
		}
		r.value(alt.Value)
		if len(alt.When) > 0 {
			r.WriteString(" if " + alt.When.String())
		}
	}
	r.WriteString(")")
}

// atomText is an atom as it is written.
func atomText(name string) string {
	if module, ok := strings.CutPrefix(name, "Elixir."); ok {
		return module
	}
	switch name {
	case "nil", "true", "false":
		return name
	}
	if plainAtom(name) {
		return ":" + name
	}
	return ":" + quoteText(name)
}

func keyText(name string) string {
	if plainAtom(name) {
		return name
	}
	return quoteText(name)
}

func plainAtom(name string) bool {
	for i, c := range name {
		letter := c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c > 127
		digit := c >= '0' && c <= '9' || c == '@'
		last := (c == '?' || c == '!') && i == len(name)-1 && i > 0
		if !letter && (!digit || i == 0) && !last {
			return false
		}
	}
	return name != ""
}
