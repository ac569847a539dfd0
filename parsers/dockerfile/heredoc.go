package dockerfile

import (
	"strconv"
	"strings"
)

// heredocs finds the here-documents that the line announces, in order. As in
// BuildKit a quote left open anywhere in the line means that there are none.
func (l *lineParser) heredocs() []*Heredoc {
	found, ok := fields(l.s)
	if !ok {
		return nil
	}
	var all []*Heredoc
	for _, f := range found {
		if h := l.heredoc(f); h != nil {
			all = append(all, h)
		}
	}
	return all
}

// heredoc reads a word such as 3<<-"EOF", or returns nil if it is none.
func (l *lineParser) heredoc(e extent) *Heredoc {
	fd, rest, ok := strings.Cut(l.s[e.from:e.to], "<<")
	if !ok || strings.Trim(fd, "0123456789") != "" || strings.Contains(rest, "<") {
		return nil
	}
	h := &Heredoc{Word: l.plainWord(e)}
	if n, err := strconv.ParseUint(fd, 10, 32); err == nil {
		h.FD = uint(n)
	}
	rest, h.Chomp = strings.CutPrefix(rest, "-")
	rest = strings.TrimLeft(rest, "\t\f\r ")
	if one, ok := fields(rest); !ok || len(one) != 1 {
		return nil
	}
	h.Name = unquote(rest, '\\')
	h.Expand = !quoted(rest)
	return h
}

// quoted reports whether a quote stands in s that is not escaped.
func quoted(s string) bool {
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '\'', '"':
			return true
		}
	}
	return false
}

// bodies reads the bodies of the instruction's here-documents, which follow
// its line, and extends the instruction over them.
func (l *lineParser) bodies(in *Instruction, line extent) {
	for _, h := range in.Heredocs {
		end, ok := l.body(h)
		if end < line.to {
			end = line.to // no body at all, at the end of the file
		}
		if !ok {
			l.problem(h.Word.Range, "unterminated heredoc", "Put "+h.Name+" on a line of its own where the text ends.")
		}
		in.To = l.rng(extent{line.from, end}).To
	}
}

// maxLost is how many here-documents without an end are searched for to the end
// of the file; more searches would take quadratic time.
const maxLost = 16

// body reads up to the terminator of h and returns where its line ends.
// Without one the body ends before the next instruction, so that the rest of
// the file is not lost; ok is false then.
func (l *lineParser) body(h *Heredoc) (end int, ok bool) {
	from := l.off
	if l.lost < maxLost {
		for l.off < len(l.src) {
			before := l.off
			if line := l.line(); terminates(l.src[line.from:line.to], h) {
				h.Terminator = l.rng(extent{line.to - len(h.Name), line.to})
				l.setBody(h, extent{from, before})
				return line.to, true
			}
		}
	}
	l.lost++
	l.off = from
	end = from
	for l.off < len(l.src) {
		before := l.off
		line := l.line()
		if startsInstruction(l.src[line.from:line.to]) {
			l.off = before
			break
		}
		end = line.to
	}
	l.setBody(h, extent{from, end})
	return end, false
}

func (l *lineParser) setBody(h *Heredoc, body extent) {
	h.Body = l.rng(body)
	h.Content = l.src[body.from:body.to]
}

func terminates(line string, h *Heredoc) bool {
	if h.Chomp {
		line = strings.TrimLeft(line, "\t")
	}
	return line == h.Name
}

// startsInstruction reports whether the line looks like an instruction that a
// person wrote at the start of a line, in the usual upper case.
func startsInstruction(line string) bool {
	name, _, ok := strings.Cut(line, " ")
	return ok && shapeOf(name) != unknown
}
