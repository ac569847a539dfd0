package linter

import (
	"bytes"
	"go/token"
	"strings"

	"github.com/flylint/flylint/model/source"
	"github.com/flylint/flylint/parsers"
	"github.com/flylint/flylint/parsers/elixir"
	"github.com/flylint/flylint/parsers/toml"
)

// outlineTOML takes pairs, the elements of arrays, and tables. A table reaches
// over its pairs and over the tables within it that follow.
func outlineTOML(o *outline, src *source.Sources, path string) {
	doc := src.TOML(path)
	for _, c := range doc.Comments {
		o.comment(c.Range)
	}
	for i, item := range doc.Items {
		switch item := item.(type) {
		case *toml.KeyValue:
			o.pair(item)
		case *toml.Header:
			o.construct(parsers.Range{From: item.From, To: tableEnd(item, doc.Items[i+1:])})
		}
	}
}

// pair takes a pair and what is in its value.
func (o *outline) pair(kv *toml.KeyValue) {
	o.construct(kv.Range)
	o.value(kv.Value)
}

func (o *outline) value(v toml.Value) {
	switch v := v.(type) {
	case *toml.Array:
		for _, elem := range v.Elems {
			o.construct(parsers.Range{From: elem.Pos(), To: elem.End()})
			o.value(elem)
		}
	case *toml.InlineTable:
		for _, kv := range v.Pairs {
			o.pair(kv)
		}
	}
}

// tableEnd is where the last pair of a table, or of a table within it, ends.
func tableEnd(h *toml.Header, following []toml.Item) (end token.Pos) {
	end = h.To
	for _, item := range following {
		switch item := item.(type) {
		case *toml.Header:
			if !below(h.Key, item.Key) {
				return end
			}
			end = item.To
		case *toml.KeyValue:
			end = item.To
		}
	}
	return end
}

// below reports whether key names something in the table that outer names.
func below(outer, key toml.Key) bool {
	if len(key.Parts) <= len(outer.Parts) {
		return false
	}
	for i, part := range outer.Parts {
		if !strings.EqualFold(part.Name, key.Parts[i].Name) {
			return false
		}
	}
	return true
}

// outlineElixir takes every expression, clause and keyword entry, but not what
// stands in texts and sigils.
func outlineElixir(o *outline, src *source.Sources, path string) {
	file := src.Elixir(path)
	for _, c := range file.Comments {
		o.comment(c.Range)
	}
	for _, n := range file.Exprs {
		o.expression(n)
	}
}

func (o *outline) expression(n elixir.Node) {
	switch n := n.(type) {
	case nil:
		return
	case *elixir.Interpolated, *elixir.Sigil:
		o.construct(elixir.RangeOf(n))
		return
	case *elixir.Block, *elixir.Clauses:
	case *elixir.List:
		if !n.Bare {
			o.construct(n.Range)
		}
	case *elixir.Call:
		o.construct(n.Range)
		o.call(n)
		return
	default:
		o.construct(elixir.RangeOf(n))
	}
	for child := range elixir.Children(n) {
		o.expression(child)
	}
}

// call takes the parts of a call, without the words do, else and the like.
func (o *outline) call(c *elixir.Call) {
	o.expression(c.Target)
	for _, arg := range c.Args {
		o.expression(arg)
	}
	for _, section := range c.Blocks {
		o.expression(section.Body)
	}
}

// outlineDockerfile takes instructions, with their continued lines and
// here-documents.
func outlineDockerfile(o *outline, src *source.Sources, path string) {
	file := src.Dockerfile(path)
	for _, c := range file.Comments {
		o.comment(c.Range)
	}
	for _, in := range file.Instructions {
		o.construct(in.Range)
	}
}

// outlineShell takes statements, the compound ones and what is in them.
func outlineShell(o *outline, src *source.Sources, path string) {
	script := src.Shell(path)
	for _, c := range script.Comments {
		o.comment(c.Range)
	}
	for _, s := range script.Statements {
		o.construct(s)
	}
}

// outlineLines takes lines, each with the lines below it that are indented more:
// for .dockerignore, vm.args and YAML.
func outlineLines(o *outline, _ *source.Sources, _ string) {
	var open []indented
	at := len(o.src) - len(bytes.TrimPrefix(o.src, []byte(byteOrderMark)))
	for line := range strings.Lines(string(o.src[at:])) {
		text := strings.TrimSpace(line)
		from := at + strings.Index(line, text)
		indent := from - at
		at += len(line)
		switch {
		case text == "":
			continue
		case text[0] == '#' && (indent == 0 || !o.tongue.margin):
			o.comments = append(o.comments, span{from, from + len(text)})
			continue
		}
		if i := strings.Index(text, " #"); i >= 0 && !o.tongue.ownLine {
			o.comments = append(o.comments, span{from + i + 1, from + len(text)})
		}
		for len(open) > 0 && open[len(open)-1].indent >= indent {
			open = open[:len(open)-1]
		}
		open = append(open, indented{indent, len(o.constructs)})
		o.constructs = append(o.constructs, span{from: from})
		for _, outer := range open {
			o.constructs[outer.nth].to = from + len(text)
		}
	}
}

// indented is a line that deeper ones may belong to.
type indented struct{ indent, nth int }
