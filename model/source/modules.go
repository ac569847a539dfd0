package source

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
	keyword := []byte("defmodule")
	if bytes.Contains(src, []byte("defprotocol")) {
		keyword = []byte("def")
	}
	var stack []open
	heredocs, counted := 0, 0
	for at := 0; ; at++ {
		next := bytes.Index(src[at:], keyword)
		if next < 0 {
			return
		}
		at += next
		name := definedModule(src[at:])
		if name == "" {
			continue
		}
		start := bytes.LastIndexByte(src[:at], '\n') + 1
		indent := at - start
		if len(bytes.TrimLeft(src[start:at], " \t")) > 0 {
			continue
		}
		heredocs += bytes.Count(src[counted:at], []byte(`"""`))
		counted = at
		if heredocs%2 == 1 {
			continue // an example in documentation
		}
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

// definedModule is the name that a definition at the start of text gives to a
// module, or "".
func definedModule(text []byte) string {
	rest, ok := bytes.CutPrefix(text, []byte("defmodule"))
	if !ok {
		if rest, ok = bytes.CutPrefix(text, []byte("defprotocol")); !ok {
			return ""
		}
	}
	name := bytes.TrimLeft(rest, " \t(")
	if len(name) == len(rest) { // defmodules and the like
		return ""
	}
	end := 0
	for end < len(name) && (name[end] == '.' || IsNameByte(name[end])) {
		end++
	}
	isAlias := end > 0 && 'A' <= name[0] && name[0] <= 'Z'
	if !isAlias && !bytes.HasPrefix(name, []byte("__MODULE__.")) {
		return ""
	}
	return strings.TrimPrefix(string(name[:end]), "Elixir.")
}

// IsNameByte reports whether a byte may be part of a name in Elixir.
func IsNameByte(c byte) bool {
	return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c >= 0x80
}
