package source

import "bytes"

// facts is what was worked out from the text of a file alone. A file that a
// Cache keeps from run to run is asked the same each time.
type facts struct {
	scanned bool
	modules []string
	answers map[question]bool // nil for a file that serves one run
}

// question is whether a text stands in a file.
type question struct {
	text    string
	anyCase bool
}

// ModuleNames lists the full names of the modules the file defines, as its
// lines have them.
func (f *File) ModuleNames() []string {
	if !f.facts.scanned {
		f.facts.scanned = true
		scanModules(f.Src, func(name string) { f.facts.modules = append(f.facts.modules, name) })
	}
	return f.facts.modules
}

// Contains reports whether a text stands in the file.
func (f *File) Contains(text string) bool {
	return f.answer(question{text: text}, func() bool { return bytes.Contains(f.Src, []byte(text)) })
}

// Mentions reports whether a text in lower case stands in the file in any case.
func (f *File) Mentions(text string) bool {
	return f.answer(question{text, true}, func() bool { return bytes.Contains(bytes.ToLower(f.Src), []byte(text)) })
}

func (f *File) answer(q question, find func() bool) bool {
	if f.facts.answers == nil {
		return find()
	}
	known, asked := f.facts.answers[q]
	if !asked {
		known = find()
		f.facts.answers[q] = known
	}
	return known
}
