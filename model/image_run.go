package model

import (
	"iter"
	"path"
	"strings"

	"github.com/flylint/flylint/parsers"
	"github.com/flylint/flylint/parsers/dockerfile"
)

// runWord is one word of a command that a RUN instruction executes. Words of
// here-documents stand at the whole instruction.
type runWord struct {
	parsers.Range
	text string
}

// runCommands splits what RUN executes into simple commands. It knows just
// enough of the shell for lists of commands; what it cannot split it leaves in
// longer commands, of which only the beginning will be recognised.
func runCommands(in *dockerfile.Instruction) iter.Seq[[]runWord] {
	return func(yield func([]runWord) bool) { splitCommands(runWords(in), yield) }
}

// runWords lists the words that RUN hands to a shell.
func runWords(in *dockerfile.Instruction) []runWord {
	words := make([]runWord, 0, len(in.Args))
	for _, w := range in.Args {
		words = append(words, runWord{w.Range, w.Value})
	}
	if in.Form == dockerfile.ExecForm && len(words) == 3 && isShell(words[0].text) {
		words = textWords(words[2].text, words[2].Range)
	}
	for _, doc := range in.Heredocs {
		words = append(words, runWord{in.Range, ";"})
		words = append(words, textWords(doc.Content, in.Range)...)
	}
	return words
}

// isShell reports whether a program is a shell that takes -c.
func isShell(program string) bool {
	switch path.Base(program) {
	case "sh", "bash", "dash", "ash", "zsh", "ksh":
		return true
	}
	return false
}

// textWords splits a script into words and command separators.
func textWords(text string, r parsers.Range) []runWord {
	text = strings.ReplaceAll(text, "\\\n", " ")
	text = strings.ReplaceAll(text, "\n", " ; ")
	var words []runWord
	for _, w := range strings.Fields(text) {
		words = append(words, runWord{r, strings.Trim(w, `"'`)})
	}
	return words
}

// splitCommands cuts words, in place, at the operators between commands and
// yields the commands.
func splitCommands(words []runWord, yield func([]runWord) bool) {
	kept, start := words[:0], 0
	ended := func() (more bool) {
		command := kept[start:len(kept):len(kept)]
		start = len(kept)
		return len(command) == 0 || yield(command)
	}
	for _, w := range words {
		text, ends := strings.CutSuffix(w.text, ";")
		switch text {
		case "&&", "||", "|", "&", "(", ")", "{", "}":
			text, ends = "", true
		}
		if text != "" {
			kept = append(kept, runWord{w.Range, text})
		}
		if ends && !ended() {
			return
		}
	}
	ended()
}

// programOf drops what stands before the program: NAME=value, env, sudo, if and
// the like. It is nil for a command of assignments alone.
func programOf(command []runWord) []runWord {
	for i, w := range command {
		switch w.text {
		case "env", "sudo", "!", "if", "then", "else", "while", "do":
			continue
		}
		if _, _, assigns := w.assignment(); !assigns {
			return command[i:]
		}
	}
	return nil
}

// assignment takes NAME=value apart.
func (w runWord) assignment() (name, value string, ok bool) {
	name, value, ok = strings.Cut(w.text, "=")
	return name, value, ok && isEnvName(name)
}

// mixTasks lists the mix tasks of one command, those of `mix do` one by one.
func mixTasks(in *dockerfile.Instruction, command []runWord) []MixRun {
	command = programOf(command)
	if len(command) < 2 || path.Base(command[0].text) != "mix" {
		return nil
	}
	words := command[1:]
	if words[0].text != "do" {
		return []MixRun{mixRun(in, words)}
	}
	var runs []MixRun
	start := 1
	for i := 1; i <= len(words); i++ {
		if i < len(words) && words[i].text != "+" && !strings.HasSuffix(words[i].text, ",") {
			continue
		}
		end := i
		if i < len(words) && words[i].text != "+" {
			words[i].text = strings.TrimSuffix(words[i].text, ",")
			end++
		}
		if start < end {
			runs = append(runs, mixRun(in, words[start:end]))
		}
		start = i + 1
	}
	return runs
}

func mixRun(in *dockerfile.Instruction, words []runWord) MixRun {
	run := MixRun{Instruction: in, Task: words[0].text}
	for _, w := range words[1:] {
		run.Args = append(run.Args, w.text)
	}
	return run
}

// Package is a package that an image installs.
type Package struct {
	parsers.Range
	Name    string
	Manager string // apt-get, apk, dnf …
}

// Packages lists what the stage and those it builds on install with the
// package managers of Linux distributions.
func Packages(st *dockerfile.Stage) []Package {
	var packages []Package
	for _, st := range stageChain(st) {
		for _, in := range st.Instructions {
			if in.Name != "RUN" {
				continue
			}
			for command := range runCommands(in) {
				packages = append(packages, installs(command)...)
			}
		}
	}
	return packages
}

// installVerb is what a package manager calls installing; empty for another
// program.
func installVerb(manager string) string {
	switch manager {
	case "apt-get", "apt", "aptitude", "dnf", "yum", "microdnf":
		return "install"
	case "apk":
		return "add"
	}
	return ""
}

// installs lists the packages that one command installs.
func installs(command []runWord) []Package {
	if command = programOf(command); len(command) == 0 {
		return nil
	}
	manager := path.Base(command[0].text)
	verb := installVerb(manager)
	if verb == "" {
		return nil
	}
	var packages []Package
	seen := false
	for i := 1; i < len(command); i++ {
		w := command[i]
		switch {
		case w.text == "--virtual" || w.text == "-t" || w.text == "--target-release":
			i++ // these take a value, which is no package
		case strings.HasPrefix(w.text, "-"):
		case !seen:
			seen = w.text == verb
		default:
			name, _, _ := strings.Cut(w.text, "=")
			packages = append(packages, Package{w.Range, name, manager})
		}
	}
	return packages
}
