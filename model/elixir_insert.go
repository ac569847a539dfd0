package model

import (
	"bytes"
	"go/token"
	"strings"

	"github.com/flylint/flylint/model/source"
	"github.com/flylint/flylint/parsers"
	"github.com/flylint/flylint/parsers/elixir"
)

// Insertion is a text to write at a place of a source file.
type Insertion struct {
	At   token.Pos
	Text string
}

// InsertAfter says what to write to add another element behind the one at r in a
// list literal of Elixir source. It is not ok when r is no such element.
func (d *Deployment) InsertAfter(r parsers.Range, element string) ([]Insertion, bool) {
	file := d.Sources.FileAt(r.From)
	if file == nil {
		return nil, false
	}
	if list, _ := enclosingList(d.Sources.Elixir(file.Path), r); list == nil {
		return nil, false
	}
	return insertBelow(file, r, element), true
}

// insertBelow adds an element behind the one at r: on a line of its own where
// that begins one. The comment behind that one stays with it.
func insertBelow(f *source.File, r parsers.Range, element string) []Insertion {
	indent, first := f.Indent(r)
	if !first {
		return []Insertion{{r.To, ", " + element}}
	}
	comma, comment, end := behind(f, r.To)
	switch {
	case !comment:
		return []Insertion{{r.To, ",\n" + indent + element}}
	case comma:
		return []Insertion{{end, "\n" + indent + element + ","}}
	default:
		return []Insertion{{r.To, ","}, {end, "\n" + indent + element}}
	}
}

// PairAbove is what to write to add another pair in front of the one at r: on a
// line of its own, above the comments directly above r, where r begins a line.
func (d *Deployment) PairAbove(r parsers.Range, pair string) Insertion {
	file := d.Sources.FileAt(r.From)
	if file == nil {
		return Insertion{}
	}
	indent, first := file.Indent(r)
	if above := commentAbove(file, r.From); first && above.From < above.To {
		return Insertion{above.From, indent + pair + ",\n"}
	}
	if first {
		return Insertion{r.From, pair + ",\n" + indent}
	}
	return Insertion{r.From, pair + ", "}
}

// behind tells what follows an element on its line, up to end: a comma, a
// comment, or the one and then the other.
func behind(f *source.File, pos token.Pos) (comma, comment bool, end token.Pos) {
	from := f.Tok.Offset(pos)
	rest := f.Src[from:]
	if i := bytes.IndexByte(rest, '\n'); i >= 0 {
		rest = bytes.TrimSuffix(rest[:i], []byte("\r"))
	}
	end = f.Tok.Pos(from + len(rest))
	text, comma := strings.CutPrefix(strings.TrimSpace(string(rest)), ",")
	return comma, strings.HasPrefix(strings.TrimSpace(text), "#"), end
}

// commentAbove is the lines directly above a place that hold comments only.
func commentAbove(f *source.File, pos token.Pos) parsers.Range {
	line := f.Tok.Line(pos)
	from := line
	for from > 1 {
		start, end := f.Tok.Offset(f.Tok.LineStart(from-1)), f.Tok.Offset(f.Tok.LineStart(from))
		if !bytes.HasPrefix(bytes.TrimSpace(f.Src[start:end]), []byte("#")) {
			break
		}
		from--
	}
	return parsers.Range{From: f.Tok.LineStart(from), To: f.Tok.LineStart(line)}
}

// AtBoot is what to write to add a line to what the file read at boot does in
// production: at the end of its first such block, or else in a new one. It is
// not ok without that file.
func (d *Deployment) AtBoot(line string) (Insertion, bool) {
	name, _ := d.bootFile()
	file := d.Sources.Read(name)
	if file == nil {
		return Insertion{}, false
	}
	for _, expr := range d.Sources.Elixir(name).Exprs {
		c, ok := expr.(*elixir.Call)
		if !ok || c.Name != "if" || len(c.Args) != 1 || len(c.Blocks) != 1 || file.Text(elixir.RangeOf(c.Args[0])) != "config_env() == :prod" {
			continue
		}
		end := file.Tok.LineStart(file.Tok.Line(c.End() - 1))
		if file.Text(parsers.Range{From: end, To: c.End()}) == "end" {
			return Insertion{end, "\n  " + line + "\n"}, true
		}
	}
	return Insertion{file.Range().To, file.Line("\nif config_env() == :prod do\n  " + line + "\nend\n")}, true
}
