package model

import (
	"slices"
	"strings"

	"github.com/flylint/flylint/model/flyconfig"
	"github.com/flylint/flylint/parsers/dockerfile"
	"github.com/flylint/flylint/parsers/shell"
)

// ShellFault is the part of a command that only a shell would understand,
// where there is none.
type ShellFault struct {
	Kind    ShellFaultKind
	Text    string // what shows it: &&, $PORT, cd
	Program string // what the machine runs, and hands the text to
}

// ShellFaultKind says what a program is given instead of what was meant.
type ShellFaultKind uint8

// The kinds of shell faults.
const (
	ShellOperator   ShellFaultKind = iota // &&, |, >: an argument; see Redirects
	ShellVariable                         // $PORT: its name, not its value
	ShellAssignment                       // NAME=value: taken for the program
	ShellBuiltin                          // cd: no program
	ShellOneWord                          // a whole line in one element of a list: taken for the program
)

// Redirects reports whether the operator is one for the input or the output of
// a program, and not one between programs.
func (f ShellFault) Redirects() bool {
	return f.Kind == ShellOperator && strings.ContainsAny(f.Text, "<>")
}

// ShellFaultIn looks for shell syntax in a command line that flyctl splits into
// words itself: release_command, [processes].
func (b *Basis) ShellFaultIn(line string) (ShellFault, bool) {
	split, _ := shell.Split(line, detachedFile(len(line)).Pos(0)) // an open quote is flyctl's to refuse
	words := make([]shellWord, len(split))
	for i, w := range split {
		text, _ := w.Literal()
		words[i] = newShellWord(text, w.Raw)
	}
	return b.shellFault(words)
}

// ShellFaultInList looks for shell syntax in a list of words that nobody splits:
// experimental.cmd, entrypoint and exec.
func (b *Basis) ShellFaultInList(list flyconfig.Strings) (ShellFault, bool) {
	words := make([]shellWord, len(list.V))
	for i, v := range list.V {
		words[i] = newShellWord(v.V, v.V)
	}
	if len(words) > 0 && strings.ContainsAny(strings.TrimSpace(words[0].text), " \t") {
		return ShellFault{ShellOneWord, words[0].text, words[0].text}, true
	}
	return b.shellFault(words)
}

func (b *Basis) shellFault(words []shellWord) (ShellFault, bool) {
	if len(words) == 0 {
		return ShellFault{}, false
	}
	first := words[0].text
	if b.Image == nil || b.RunsDirectly() { // else it is an argument of the ENTRYPOINT
		if name, _, assigns := strings.Cut(first, "="); assigns && isEnvName(name) {
			return ShellFault{ShellAssignment, first, first}, true
		}
		if isShellBuiltin(first) || words[0].isOperator() {
			return ShellFault{ShellBuiltin, first, first}, true
		}
	}
	skip := shellText(words)
	for i, w := range words {
		if i == 0 || i == skip {
			continue
		}
		if w.isOperator() {
			return ShellFault{ShellOperator, w.text, first}, true
		}
		if name := w.variable(); name != "" {
			return ShellFault{ShellVariable, name, first}, true
		}
	}
	return ShellFault{}, false
}

// shellText is the index of the text that a shell among the words is given with
// -c; -1 when there is none.
func shellText(words []shellWord) int {
	at := slices.IndexFunc(words, func(w shellWord) bool { return isShell(w.text) })
	if at < 0 {
		return -1
	}
	for i := at + 1; i < len(words) && strings.HasPrefix(words[i].text, "-"); i++ {
		if !strings.HasPrefix(words[i].text, "--") && strings.Contains(words[i].text, "c") {
			return i + 1
		}
	}
	return -1
}

// isShellBuiltin reports whether a shell has a command of that name and no
// image has a program. A release has an eval of its own.
func isShellBuiltin(name string) bool {
	return slices.Contains([]string{"cd", "export", "source", ".", "set", "unset", "ulimit", "umask", "exec", "trap", "if", "for", "while", "until", "case", "{", "("}, name)
}

// shellWord is a word, and which parts of it a shell would read as its own.
type shellWord struct {
	text   string
	bare   string // the part outside all quotes
	spoken string // bare and what stands in double quotes, in a word without blanks
}

// newShellWord takes a word apart by its quotes and backslashes.
func newShellWord(text, raw string) shellWord {
	var bare, spoken strings.Builder
	quote := byte(0)
	for i := 0; i < len(raw); i++ {
		switch c := raw[i]; {
		case c == '\\' && quote != '\'':
			i++
		case quote == 0 && (c == '"' || c == '\''):
			quote = c
		case c == quote:
			quote = 0
		case quote == 0:
			bare.WriteByte(c)
			spoken.WriteByte(c)
		case quote == '"':
			spoken.WriteByte(c)
		}
	}
	w := shellWord{text: text, bare: bare.String(), spoken: spoken.String()}
	if strings.ContainsAny(text, " \t\n") {
		w.spoken = w.bare // a text for the program to read
	}
	return w
}

// isOperator reports whether the word joins commands, ends one or redirects
// one. Operators within a word, such as the & of a URL, do not count.
func (w shellWord) isOperator() bool {
	switch w.bare {
	case "&&", "||", "|", ";", "&", ">", ">>", "<", "2>", "2>>", "&>", "2>&1", ">&2":
		return true
	}
	return len(w.bare) > 1 && strings.HasSuffix(w.bare, ";") || strings.HasPrefix(w.bare, ">/") || strings.HasPrefix(w.bare, "2>/") ||
		strings.HasPrefix(w.bare, "&>/")
}

// variable is the variable or command that a shell would replace in the word;
// "" for none.
func (w shellWord) variable() string {
	for i := 0; i+1 < len(w.spoken); i++ {
		if w.spoken[i] != '$' {
			continue
		}
		switch c := w.spoken[i+1]; {
		case c == '{' || c == '(':
			return w.spoken[i:]
		case c == '_' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z':
			end := i + 1
			for end < len(w.spoken) && isEnvName(w.spoken[i+1:end+1]) {
				end++
			}
			return w.spoken[i:end]
		}
	}
	return ""
}

// RunsDirectly reports whether the files prove that a machine runs the words of
// fly's config as they are: the image has no ENTRYPOINT, or one that only hands
// them on. A script or a shell there may do anything with them, and so may what
// an image that nobody knows brings along.
func (b *Basis) RunsDirectly() bool {
	if b.Fly.Experimental.Entrypoint.Set || b.Image == nil || b.Image.Final == nil {
		return false
	}
	in := b.Image.Final.Entrypoint
	if in == nil {
		return !b.BringsUnread()
	}
	if in.Form != dockerfile.ExecForm || len(in.Args) == 0 {
		return false
	}
	return slices.Contains([]string{"tini", "tini-static", "dumb-init", "catatonit"}, baseName(in.Args[0].Value))
}
