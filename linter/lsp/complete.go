package lsp

import (
	"bytes"
	"context"
	"strings"

	"github.com/sourcegraph/jsonrpc2"

	"github.com/flylint/flylint/model/flyconfig"
	"github.com/flylint/flylint/parsers/toml"
)

// complete offers keys, tables and values in a fly config, and nothing in any
// other file: servers of their own do that there.
func (s *server) complete(_ context.Context, params positionParams) (any, *jsonrpc2.Error) {
	d := s.document(params.TextDocument.URI)
	if d == nil {
		return nil, nil
	}
	f := d.flyFile()
	if f == nil {
		return nil, nil
	}
	c := completer{flyFile: f, server: s, lines: d.lines, cursor: d.lines.offset(params.Position, s.enc), items: []completionItem{}}
	if f.inComment(c.cursor) {
		return nil, nil
	}
	c.line = bytes.LastIndexByte(d.text[:c.cursor], '\n') + 1
	if strings.HasPrefix(strings.TrimLeft(c.text[c.line:c.cursor], " \t"), "[") && !c.withinArray() {
		c.headers()
	} else {
		c.item()
	}
	return completionList{Items: c.items}, nil
}

// completer gathers what fits at the cursor.
type completer struct {
	*flyFile
	*server
	lines  *index
	cursor int
	line   int // where the cursor's line begins
	items  []completionItem
}

// openPair is the start of the pair above the cursor's line whose brackets are
// still open; else the line's start.
func (c *completer) openPair() int {
	start := -1
	for _, item := range c.doc.Items {
		if c.offset(item.Pos()) >= c.line {
			break
		}
		start = -1
		if kv, ok := item.(*toml.KeyValue); ok {
			start = c.offset(kv.From)
		}
	}
	if start >= 0 {
		if t := scanTyping(c.text[start:c.line]); !t.lost && (t.inline || t.value && len(t.above) > 0 && c.bracketOpen(start)) {
			return start
		}
	}
	return c.line
}

// bracketOpen reports whether a bracket that opens behind start is still open
// at the cursor's line.
func (c *completer) bracketOpen(start int) bool {
	depth := 0
	for i := start; i < c.line; i++ {
		switch c.text[i] {
		case '"', '\'':
			if end := closing(c.text[:c.line], i); end >= 0 {
				i = end
			}
		case '[', '{':
			depth++
		case ']', '}':
			depth--
		}
	}
	return depth > 0
}

// withinArray reports whether the cursor's line belongs to a value that began
// further up.
func (c *completer) withinArray() bool { return c.openPair() < c.line }

// item completes a key or a value.
func (c *completer) item() {
	from := c.openPair()
	t := scanTyping(c.text[from:c.cursor])
	if t.lost {
		return
	}
	start := from + t.start
	header := c.headerAbove(c.line)
	var path []string
	if header != nil {
		if len(header.Key.Parts) == 0 {
			return // below a header that cannot be read
		}
		path = names(header.Key)
	}
	path = append(path, t.above...)
	if t.value {
		c.values(path, start)
		return
	}
	typed := dotted(c.text[start:c.cursor])
	path = append(path, typed[:len(typed)-1]...)
	if i := strings.LastIndexByte(c.text[start:c.cursor], '.'); i >= 0 {
		start += i + 1
	}
	c.keys(path, c.tableTyped(header, t, typed), start, t.inline || len(typed) > 1)
}

// tableTyped is the table that the cursor's key would go to, where there is one
// yet: its keys are not offered again.
func (c *completer) tableTyped(header *toml.Header, t typing, typed []string) *toml.Table {
	at := c.doc.Root
	if header != nil {
		at = header.Table
	}
	if t.inline {
		return c.inlineTable()
	}
	for _, name := range append(t.above, typed[:len(typed)-1]...) {
		e := at.Get(name)
		if e == nil || e.Table == nil {
			return nil
		}
		at = e.Table
	}
	return at
}

// inlineTable is the innermost inline table around the cursor.
func (c *completer) inlineTable() *toml.Table {
	var found *toml.Table
	var visit func(toml.Value)
	visit = func(v toml.Value) {
		if c.offset(v.Pos()) > c.cursor || c.offset(v.End()) < c.cursor {
			return
		}
		switch v := v.(type) {
		case *toml.Array:
			for _, elem := range v.Elems {
				visit(elem)
			}
		case *toml.InlineTable:
			found = v.Table
			for _, kv := range v.Pairs {
				visit(kv.Value)
			}
		}
	}
	for _, item := range c.doc.Items {
		if kv, ok := item.(*toml.KeyValue); ok {
			visit(kv.Value)
		}
	}
	return found
}

// has reports whether a table holds a key already, elsewhere than at the cursor.
func (c *completer) has(t *toml.Table, k *flyconfig.Key) bool {
	if t == nil {
		return false
	}
	for _, e := range t.Entries() {
		here := c.offset(e.KeyRange.From) <= c.cursor && c.cursor <= c.offset(e.KeyRange.To)
		if known := strings.EqualFold(e.Name, k.Name); known && !here {
			return true
		}
	}
	return false
}
