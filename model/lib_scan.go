package model

import (
	"bytes"
	"strings"
)

// scanModules finds the full names of the modules a file defines by looking at
// the beginnings of its lines: far cheaper than parsing, and the parser has
// the last word once a module is asked for. Indentation tells which module
// another is nested in.
func scanModules(src []byte, found func(name string)) {
	type open struct {
		indent int
		name   string
	}
	var stack []open
	heredoc := false
	for len(src) > 0 {
		var line []byte
		line, src, _ = bytes.Cut(src, []byte{'\n'})
		quotes := bytes.Count(line, []byte(`"""`)) + bytes.Count(line, []byte("'''"))
		if inside := heredoc; quotes%2 == 1 {
			heredoc = !heredoc
			if inside {
				continue
			}
		} else if inside {
			continue
		}
		text := bytes.TrimLeft(line, " \t")
		name := definedModule(text)
		if name == "" {
			continue
		}
		indent := len(line) - len(text)
		for len(stack) > 0 && stack[len(stack)-1].indent >= indent {
			stack = stack[:len(stack)-1]
		}
		if len(stack) > 0 {
			outer := stack[len(stack)-1].name
			name = outer + "." + strings.TrimPrefix(name, "__MODULE__.")
		}
		found(name)
		stack = append(stack, open{indent, name})
	}
}

// definedModule is the name in a line that begins a module, or "".
func definedModule(line []byte) string {
	rest, ok := bytes.CutPrefix(line, []byte("defmodule"))
	if !ok {
		if rest, ok = bytes.CutPrefix(line, []byte("defprotocol")); !ok {
			return ""
		}
	}
	name := bytes.TrimLeft(rest, " \t(")
	if len(name) == len(rest) { // defmodules and the like
		return ""
	}
	end := 0
	for end < len(name) && (name[end] == '.' || isNameByte(name[end])) {
		end++
	}
	if end == 0 || !(name[0] >= 'A' && name[0] <= 'Z') && !bytes.HasPrefix(name, []byte("__MODULE__.")) {
		return ""
	}
	return strings.TrimPrefix(string(name[:end]), "Elixir.")
}

func isNameByte(c byte) bool {
	return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c >= 0x80
}
