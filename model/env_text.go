package model

import (
	"github.com/flylint/flylint/model/exconfig"
	"github.com/flylint/flylint/parsers/shell"
)

// envText is a value put together from known and unknown pieces.
type envText struct {
	parts  []EnvPart // no two known texts in a row, no empty one
	unless string    // see EnvBinding.Unless
}

func (t *envText) add(parts ...EnvPart) {
	for _, p := range parts {
		last := len(t.parts) - 1
		switch {
		case p.Kind != PartText:
			t.parts = append(t.parts, p)
		case p.Text == "":
		case last >= 0 && t.parts[last].Kind == PartText:
			t.parts[last].Text += p.Text
		default:
			t.parts = append(t.parts, p)
		}
	}
}

// known is the text if every piece is known.
func (t *envText) known() (string, bool) {
	switch {
	case len(t.parts) == 0:
		return "", true
	case len(t.parts) == 1 && t.parts[0].Kind == PartText:
		return t.parts[0].Text, true
	}
	return "", false
}

// expand puts variables into a word of a script. What it cannot know it leaves
// as a piece of its own.
func (r *runner) expand(w *shell.Word) envText {
	var t envText
	if w == nil {
		return t
	}
	for _, p := range w.Parts {
		switch p.Kind {
		case shell.Text:
			t.add(EnvPart{Text: p.Text})
		case shell.Variable:
			t.join(r.variable(p))
		case shell.Template:
			t.add(r.template(p))
		default:
			t.add(EnvPart{Kind: PartOutput, Text: p.Text})
		}
	}
	if t.size() > maxText || len(t.parts) > maxParts {
		return envText{parts: []EnvPart{{Kind: PartOutput, Text: w.Raw}}}
	}
	return t
}

// size is the length of the pieces in bytes.
func (t *envText) size() int {
	n := 0
	for _, p := range t.parts {
		n += len(p.Text)
	}
	return n
}

func (t *envText) join(other envText) {
	t.add(other.parts...)
	if t.unless == "" {
		t.unless = other.unless
	}
}

// variable expands $NAME or ${NAME…}.
func (r *runner) variable(p shell.Part) envText {
	value, state := r.content(p)
	switch p.Operator {
	case "":
		return value
	case ":-", "-", ":=", "=":
		return r.orDefault(p, value, state)
	case ":+", "+":
		if state == exconfig.EnvKnown || state == exconfig.EnvSecret {
			return r.expand(p.Operand)
		}
		return envText{}
	case ":?", "?":
		return value
	}
	return envText{parts: []EnvPart{reference(p)}}
}

// content is what a variable holds. What the files do not say stays a
// reference.
func (r *runner) content(p shell.Part) (envText, exconfig.EnvState) {
	if arg, ok := r.positional(p.Name); ok && arg.Known {
		return envText{parts: []EnvPart{{Text: arg.Text}}}, exconfig.EnvKnown
	}
	v, found := r.env.vars[p.Name]
	switch {
	case !found && r.env.closed:
		return envText{}, exconfig.EnvUnset
	case !found:
		return envText{parts: []EnvPart{reference(p)}}, exconfig.EnvUnknown
	case v.State == exconfig.EnvUnset:
		return envText{}, v.State
	case v.State == exconfig.EnvKnown:
		return envText{parts: []EnvPart{{Text: v.Text}}}, v.State
	case v.State == exconfig.EnvSecret && len(v.Parts) > 0 && v.Condition == "":
		return envText{parts: v.Parts}, v.State
	}
	return envText{parts: []EnvPart{reference(p)}}, v.State
}

// orDefault expands ${NAME:-default}. A variable that no file sets is taken to
// be unset, as everywhere else: the text notes which.
func (r *runner) orDefault(p shell.Part, value envText, state exconfig.EnvState) envText {
	content, known := value.known()
	empty := known && content == "" && p.Operator[0] == ':'
	if (state == exconfig.EnvKnown || state == exconfig.EnvSecret) && !empty {
		return value
	}
	t := r.expand(p.Operand)
	if state == exconfig.EnvUnknown {
		t.unless = p.Name
	}
	return t
}

func reference(p shell.Part) EnvPart {
	return EnvPart{Kind: PartVariable, Text: p.Text, Ref: p.Name}
}

// template expands an EEx tag: only the release's name is known.
func (r *runner) template(p shell.Part) EnvPart {
	if name := r.b.releaseName(); name != "" && p.Text == "@release.name" {
		return EnvPart{Text: name}
	}
	return EnvPart{Kind: PartOutput, Text: p.Text}
}

// binding makes a binding of a text: known if all its pieces are, else set to
// something the files do not hold.
func (t *envText) binding() EnvBinding {
	b := EnvBinding{Parts: t.parts, Unless: t.unless}
	content, known := t.known()
	if b.State = exconfig.EnvSecret; known {
		b.State, b.Text = exconfig.EnvKnown, content
	}
	return b
}
