package model

import (
	"slices"
	"strings"

	"github.com/flylint/flylint/parsers"
	"github.com/flylint/flylint/parsers/shell"
)

// wrapper is how a program that runs another takes its arguments.
type wrapper struct {
	operand int    // how many arguments stand before the inner command
	valued  string // the one-letter options that take a value
	dashes  bool   // the inner command stands after --, and the program adds variables of its own
}

// wrapperOf knows the wrappers seen in images, from their manuals.
func wrapperOf(program string) (wrapper, bool) {
	switch program {
	case "nohup", "setsid", "command", "time", "catatonit", "setpriv":
		return wrapper{}, true
	case "exec":
		return wrapper{valued: "a"}, true
	case "nice":
		return wrapper{valued: "n"}, true
	case "ionice":
		return wrapper{valued: "cn"}, true
	case "stdbuf":
		return wrapper{valued: "ioe"}, true
	case "tini", "tini-static":
		return wrapper{valued: "pe"}, true
	case "dumb-init":
		return wrapper{valued: "r"}, true
	case "runuser", "sudo":
		return wrapper{valued: "ugp"}, true
	case "timeout":
		return wrapper{operand: 1, valued: "ks"}, true
	case "gosu", "su-exec", "chroot":
		return wrapper{operand: 1}, true
	case "doppler", "infisical", "op", "chamber", "envconsul", "sops":
		return wrapper{dashes: true}, true
	}
	return wrapper{}, false
}

// unwrap takes wrappers off a command line. It is false when the inner command
// cannot be found.
func (r *runner) unwrap(argv []Word) ([]Word, bool) {
	for len(argv) > 0 {
		name := baseName(argv[0].Text)
		if name == "env" {
			argv = r.envProgram(argv[1:])
			continue
		}
		w, found := wrapperOf(name)
		if !found || len(argv) == 1 {
			return argv, true
		}
		inner := w.inner(argv[1:])
		if len(inner) == 0 {
			return argv, true
		}
		if w.dashes {
			r.env.closed = false
		}
		argv = inner
	}
	return argv, len(argv) > 0
}

// inner is the command line within the arguments of a wrapper.
func (w wrapper) inner(args []Word) []Word {
	if w.dashes {
		i := slices.IndexFunc(args, func(a Word) bool { return a.Text == "--" })
		if i < 0 {
			return nil
		}
		return args[i+1:]
	}
	args = skipOptions(args, w.valued)
	if len(args) < w.operand {
		return nil
	}
	return args[w.operand:]
}

// skipOptions drops leading options, those in valued with the value that
// follows, and a -- that ends them.
func skipOptions(args []Word, valued string) []Word {
	for len(args) > 0 && strings.HasPrefix(args[0].Text, "-") {
		option := args[0].Text
		args = args[1:]
		if option == "--" {
			break
		}
		if len(option) == 2 && strings.Contains(valued, option[1:]) && len(args) > 0 {
			args = args[1:]
		}
	}
	return args
}

// envProgram follows env NAME=value … program.
func (r *runner) envProgram(args []Word) []Word {
	r.env = r.env.clone()
	for len(args) > 0 {
		name, value, assigns := strings.Cut(args[0].Text, "=")
		switch {
		case assigns && isEnvName(name):
			t := envText{parts: []EnvPart{{Text: value}}}
			b := t.binding()
			b.Name, b.Range, b.Key, b.Source = name, args[0].Range, args[0].Range, EnvScript
			r.env.bind(b)
		case args[0].Text == "-u" && len(args) > 1:
			delete(r.env.vars, args[1].Text)
			args = args[1:]
		case strings.HasPrefix(args[0].Text, "-"):
		default:
			return args
		}
		args = args[1:]
	}
	return nil
}

// shell follows sh -c TEXT and sh SCRIPT.
func (r *runner) shell(argv []Word, exec bool) {
	args := argv[1:]
	takesText := false
	for len(args) > 0 && strings.HasPrefix(args[0].Text, "-") {
		takesText = takesText || !strings.HasPrefix(args[0].Text, "--") && strings.Contains(args[0].Text, "c")
		if args[0].Text == "-o" && len(args) > 1 {
			args = args[1:]
		}
		args = args[1:]
	}
	switch {
	case len(args) == 0:
		r.step(StepProgram, argv, exec)
	case takesText && !args[0].Known:
		r.step(StepUnknown, argv, exec)
	case takesText:
		text := args[0]
		// After the text come $0, $1 …
		r.text(text.Text, append([]Word{text}, args[min(2, len(args)):]...), exec)
	default:
		r.program(args, exec)
	}
}

// su follows su USER -c TEXT.
func (r *runner) su(argv []Word, exec bool) {
	i := slices.IndexFunc(argv, func(w Word) bool { return w.Text == "-c" || w.Text == "--command" })
	if i < 0 || i+1 >= len(argv) || !argv[i+1].Known {
		r.step(StepUnknown, argv, exec)
		return
	}
	r.text(argv[i+1].Text, argv[i+1:i+2], false)
}

// litestream follows litestream replicate -exec COMMAND, which runs it without a
// shell.
func (r *runner) litestream(argv []Word, exec bool) {
	r.step(StepProgram, argv, exec)
	for i, a := range argv {
		text, found := strings.CutPrefix(a.Text, "-exec=")
		switch {
		case found:
			r.split(text, a.Range)
		case a.Text == "-exec" && i+1 < len(argv):
			r.split(argv[i+1].Text, argv[i+1].Range)
		}
	}
}

// split follows a command line that a program splits into words itself.
func (r *runner) split(text string, at parsers.Range) {
	r.run(splitWords(text, at), false)
}

// splitWords splits a command line without a shell. Every word stands at the
// whole text.
func splitWords(text string, at parsers.Range) []Word {
	words, _ := shell.Split(text, detachedFile(len(text)).Pos(0)) // what can be read before an error still counts
	var argv []Word
	for _, w := range words {
		value, known := w.Literal()
		argv = append(argv, Word{Range: at, Text: value, Known: known})
	}
	return argv
}

// mixPrograms lists the programs of Elixir itself, which a release does not
// hold.
func mixPrograms() []string { return []string{"mix", "elixir", "iex"} }

// mixVerb is the mix task of a command line such as iex -S mix phx.server.
func mixVerb(argv []Word) string {
	i := slices.IndexFunc(argv, func(w Word) bool { return baseName(w.Text) == "mix" })
	if i >= 0 && i+1 < len(argv) {
		return argv[i+1].Text
	}
	return ""
}
