package dockerfile

import "strings"

// shape says how the arguments of an instruction are written.
type shape uint8

const (
	unknown    shape = iota
	words            // separated by blanks, without regard to quotes
	list             // a JSON array, or words
	command          // a JSON array, or a text for a shell
	line             // one text
	pairs            // NAME=value …, or NAME value
	names            // NAME, NAME=value
	health           // NONE, or CMD and a command
	instructed       // another instruction
)

// shapeOf returns the shape of an instruction by its upper-case name.
func shapeOf(name string) shape {
	switch name {
	case "FROM", "EXPOSE":
		return words
	case "ADD", "COPY", "VOLUME":
		return list
	case "RUN", "CMD", "ENTRYPOINT", "SHELL":
		return command
	case "USER", "WORKDIR", "STOPSIGNAL", "MAINTAINER":
		return line
	case "ENV", "LABEL":
		return pairs
	case "ARG":
		return names
	case "HEALTHCHECK":
		return health
	case "ONBUILD":
		return instructed
	}
	return unknown
}

// arguments reads what stands after the keyword and the flags.
func (l *lineParser) arguments(in *Instruction, e extent) {
	if e.from == e.to {
		return
	}
	switch shapeOf(in.Name) {
	case words:
		in.Args = l.blankWords(e)
	case list:
		if !l.jsonForm(in, e) {
			in.Args = l.blankWords(e)
		}
	case command:
		l.command(in, e)
	case line:
		w := l.word(e, l.tree.Escape)
		in.Args = []*Word{&w}
	case pairs:
		in.Pairs = l.pairs(in, e)
	case names:
		in.Pairs = l.names(e)
	case health:
		l.health(in, e)
	case instructed:
		l.trigger(in, e)
	case unknown:
		in.Args = l.blankWords(e)
	}
}

// command reads a JSON array, or else a text that a shell will run.
func (l *lineParser) command(in *Instruction, e extent) {
	if l.jsonForm(in, e) {
		return
	}
	in.Text.Value = in.Text.Raw
	in.Args = append(in.Args, l.shellWords(e)...)
}

// health reads NONE or CMD and its command.
func (l *lineParser) health(in *Instruction, e extent) {
	first := extent{e.from, e.from}
	for first.to < e.to && !isBlank(l.s[first.to]) {
		first.to++
	}
	w := l.plainWord(first)
	in.Args = []*Word{&w}
	if rest := l.trim(extent{first.to, e.to}); rest.from < rest.to {
		l.command(in, rest)
	}
}

// trigger reads the instruction after ONBUILD. A further ONBUILD in it is left
// alone: it is an error anyway, and could nest without end.
func (l *lineParser) trigger(in *Instruction, e extent) {
	if l.onbuild {
		in.Args = l.blankWords(e)
		return
	}
	l.onbuild = true
	in.Trigger = l.instruction(e)
	l.onbuild = false
}

// jsonForm reads a JSON array of strings and reports whether there was one.
func (l *lineParser) jsonForm(in *Instruction, e extent) bool {
	if l.s[e.from] != '[' {
		return false
	}
	args, outcome := l.jsonArray(e)
	switch outcome {
	case jsonStrings:
		in.Form = ExecForm
		in.Args = append(in.Args, args...)
		return true
	case jsonMixed:
		l.problem(l.srcRange(e), "when using JSON array syntax, arrays must be comprised of strings only",
			"Quote every element, or write the command without brackets.")
	case jsonInvalid:
	}
	return false
}

// pairs reads NAME=value pairs, or one NAME value.
func (l *lineParser) pairs(in *Instruction, e extent) []*Pair {
	found := l.quotedWords(e)
	if len(found) == 0 {
		return nil
	}
	if first := found[0]; !strings.Contains(l.s[first.from:first.to], "=") {
		return l.legacyPair(in, e)
	}
	var all []*Pair
	for _, w := range found {
		if !strings.Contains(l.s[w.from:w.to], "=") {
			word := l.s[w.from:w.to]
			l.problem(l.srcRange(w), "can't find = in \""+word+"\". Must be of the form: name=value",
				"Quote a value that contains blanks.")
			continue
		}
		all = append(all, l.pair(w))
	}
	return all
}

// legacyPair reads NAME value, where the value is the rest of the line.
func (l *lineParser) legacyPair(in *Instruction, e extent) []*Pair {
	key := extent{e.from, e.from}
	for key.to < e.to && !isBlank(l.s[key.to]) {
		key.to++
	}
	value := key.to
	for value < e.to && isBlank(l.s[value]) {
		value++
	}
	if key.to == e.to {
		l.problem(l.srcRange(key), in.Name+" must have two arguments", "Write "+in.Name+" "+l.s[key.from:key.to]+"=value.")
		return nil
	}
	text := l.word(extent{value, e.to}, l.tree.Escape)
	return []*Pair{{
		Range:  l.srcRange(e),
		Key:    l.word(key, l.tree.Escape),
		Value:  &text,
		Legacy: true,
	}}
}

// names reads NAME and NAME=value.
func (l *lineParser) names(e extent) []*Pair {
	var all []*Pair
	for _, w := range l.quotedWords(e) {
		all = append(all, l.pair(w))
	}
	return all
}

// pair splits a word at its first =; without one it is a name alone.
func (l *lineParser) pair(w extent) *Pair {
	p := &Pair{Range: l.srcRange(w)}
	key := w
	if i := strings.IndexByte(l.s[w.from:w.to], '='); i >= 0 {
		key.to = w.from + i
		value := l.word(extent{key.to + 1, w.to}, l.tree.Escape)
		p.Value = &value
	}
	p.Key = l.word(key, l.tree.Escape)
	return p
}
