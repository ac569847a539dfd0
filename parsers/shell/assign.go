package shell

import (
	"strings"

	"mvdan.cc/sh/v3/syntax"
)

// assignment makes NAME=value of what the parser has.
func (w *walker) assignment(a *syntax.Assign, ctx Context) *Assignment {
	set := &Assignment{Range: w.nodeRange(a), Context: ctx, Append: a.Append}
	if a.Name != nil {
		set.Name = w.name(a.Name)
	}
	switch {
	case a.Index != nil || a.Array != nil:
		set.Value = w.opaque(a)
	case a.Value != nil:
		set.Value = w.word(a.Value)
	case !a.Naked: // NAME= with nothing behind it
		end := set.To
		set.Value = &Word{}
		set.Value.From, set.Value.To = end, end
	}
	return set
}

// opaque is a value that is not a single word, such as an array.
func (w *walker) opaque(n syntax.Node) *Word {
	at, text := w.nodeRange(n), w.text(n)
	return &Word{Range: at, Raw: text, Parts: []Part{{Range: at, Kind: Other, Text: text}}}
}

// assign records an assignment of the script's own shell.
func (w *walker) assign(a *Assignment) {
	a.Exported = a.Exported || w.allExport
	w.add(a)
}

// declaration walks export, declare and the like as bash parses them.
func (w *walker) declaration(c *syntax.DeclClause, ctx Context) {
	here := w.context(c, ctx)
	flags := ""
	for _, a := range c.Args {
		if a.Name == nil { // an option, or a name that is not written out
			if a.Value != nil {
				text, _ := w.word(a.Value).Literal()
				flags += optionLetters(text)
			}
			continue
		}
		w.declared(c.Variant.Value, flags, w.assignment(a, here))
	}
}

// declare walks export and the like as a POSIX shell parses them: as a command.
func (w *walker) declare(variant string, args []*Word, ctx Context) {
	flags := ""
	for _, arg := range args {
		if letters := optionLetters(arg.Raw); letters != "" {
			flags += letters
			continue
		}
		if a := fromWord(arg, ctx); a != nil {
			w.declared(variant, flags, a)
		}
	}
}

// optionLetters returns the letters of an option such as -x; empty if it is none.
func optionLetters(s string) string {
	if len(s) > 1 && s[0] == '-' && s != "--" {
		return s[1:]
	}
	return ""
}

// declared records what one argument of export, declare and the like does.
func (w *walker) declared(variant, flags string, a *Assignment) {
	exports := variant == "export" || strings.Contains(flags, "x")
	if variant == "export" && strings.ContainsAny(flags, "nfp") {
		return // export -n takes it back, -f and -p are about other things
	}
	a.Local = variant == "local" || variant != "export" && variant != "readonly" && a.Function != nil
	a.Exported = exports
	if exports && a.Value == nil {
		if w.exported == nil {
			w.exported = make(map[string]bool)
		}
		w.exported[a.Name.Text] = true
	}
	w.assign(a)
}

// fromWord reads NAME=value, NAME+=value or NAME; nil if the word is neither.
func fromWord(word *Word, ctx Context) *Assignment {
	a := &Assignment{Range: word.Range, Context: ctx}
	name, _, hasValue := strings.Cut(word.Raw, "=")
	eq := len(name)
	if hasValue {
		name, a.Append = strings.CutSuffix(name, "+")
	}
	if !validName(name) {
		return nil
	}
	a.Name.Text = name
	a.Name.From = word.From
	a.Name.To = word.From + pos(len(name))
	if hasValue {
		a.Value = word.after(eq + 1)
	}
	return a
}

// after returns the word without its first n bytes, which are plain text.
func (w *Word) after(n int) *Word {
	rest := &Word{Range: w.Range, Raw: w.Raw[n:], Parts: append([]Part(nil), w.Parts...)}
	rest.From += pos(n)
	if len(rest.Parts) > 0 {
		first := &rest.Parts[0]
		first.From += pos(n)
		first.Text = first.Text[min(n, len(first.Text)):]
		if first.Text == "" {
			rest.Parts = rest.Parts[1:]
		}
	}
	return rest
}

// validName reports whether s can be the name of a variable.
func validName(s string) bool {
	for i := range len(s) {
		c := s[i]
		letter := c == '_' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
		if !letter && (i == 0 || c < '0' || c > '9') {
			return false
		}
	}
	return s != ""
}

// markExported marks the assignments of names that an export NAME elsewhere in
// the script exports.
func (w *walker) markExported() {
	if len(w.exported) > 0 {
		w.markSteps(w.script.Steps)
	}
}

func (w *walker) markSteps(steps []Step) {
	for _, s := range steps {
		switch s := s.(type) {
		case *Assignment:
			s.Exported = s.Exported || !s.Local && !s.Unset && w.exported[s.Name.Text]
		case *Function:
			w.markSteps(s.Body)
		}
	}
}
