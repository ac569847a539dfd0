package lsp

import (
	"go/token"
	"slices"
	"strconv"
	"strings"

	"github.com/flylint/flylint/model/flyconfig"
	"github.com/flylint/flylint/model/source"
	"github.com/flylint/flylint/parsers/toml"
)

// flyFile is an open fly config, read for its keys alone.
type flyFile struct {
	doc  *toml.Document
	base int // of the positions in doc
	text string
}

// flyFile reads a buffer that is a fly config; nil for others.
func (d *document) flyFile() *flyFile {
	isConfig := func(t source.Target) bool { return t.Config == d.name && !t.Unread }
	if !slices.ContainsFunc(d.project.groups, func(g *group) bool { return slices.ContainsFunc(g.targets, isConfig) }) {
		return nil
	}
	file := token.NewFileSet().AddFile(d.name, -1, len(d.text))
	return &flyFile{toml.Parse(file, d.text), file.Base(), string(d.text)}
}

// offset is a position of the tree as a byte of the text.
func (f *flyFile) offset(p token.Pos) int { return int(p) - f.base }

// pos is a byte of the text as a position of the tree.
func (f *flyFile) pos(offset int) token.Pos { return token.Pos(offset + f.base) }

// headerAbove is the last header that begins before an offset; nil above the
// first.
func (f *flyFile) headerAbove(offset int) *toml.Header {
	var above *toml.Header
	for _, item := range f.doc.Items {
		if h, ok := item.(*toml.Header); ok && f.offset(h.From) < offset {
			above = h
		}
	}
	return above
}

// inComment reports whether an offset lies in a comment or at its end.
func (f *flyFile) inComment(offset int) bool {
	return slices.ContainsFunc(f.doc.Comments, func(c *toml.Comment) bool {
		return f.offset(c.From) < offset && offset <= f.offset(c.To)
	})
}

// names are the parts of a key.
func names(key toml.Key) []string {
	out := make([]string, len(key.Parts))
	for i, part := range key.Parts {
		out[i] = part.Name
	}
	return out
}

// flyKeyAt is the key that a path of names leads to, and the table it stands
// in. Where names are free, as below [checks], it is a key without a name.
func flyKeyAt(path []string) (key *flyconfig.Key, in flyconfig.Table) {
	in = flyconfig.TableRoot
	free := false
	for i, name := range path {
		if free { // checks.<name>: the name is the person's
			free = false
			if i == len(path)-1 {
				return nil, in
			}
			continue
		}
		if key = in.Lookup(name); key == nil {
			return nil, flyconfig.TableNone
		}
		if i == len(path)-1 {
			return key, in
		}
		if key.Child == flyconfig.TableNone {
			return nil, flyconfig.TableNone
		}
		in, free = key.Child, key.Form == flyconfig.FormNamedTables
	}
	return nil, in
}

// tableAt is the table whose keys stand below a path of names.
func tableAt(path []string) flyconfig.Table {
	if len(path) == 0 {
		return flyconfig.TableRoot
	}
	key, in := flyKeyAt(path)
	switch {
	case key != nil && key.Form == flyconfig.FormNamedTables: // its names are free
		return flyconfig.TableNone
	case key != nil:
		return key.Child
	}
	return in // of a free name, else TableNone
}

// dotted splits what is typed of a dotted key. Quotes around a part are taken
// off as far as they are there.
func dotted(text string) []string {
	var parts []string
	for part := range strings.SplitSeq(text, ".") {
		part = strings.TrimSpace(part)
		if unquoted, err := strconv.Unquote(part); err == nil {
			part = unquoted
		}
		parts = append(parts, strings.Trim(part, `"'`))
	}
	return parts
}
