package model

import (
	"bytes"

	"github.com/flylint/flylint/parsers"
	"github.com/flylint/flylint/parsers/elixir"
)

// ConfigLines is the lines of the call of config whose only pair begins where r
// does, to delete it whole. It is invalid when the call has other pairs, or
// shares its lines.
func (d *Deployment) ConfigLines(r parsers.Range) parsers.Range {
	file := d.Sources.FileAt(r.From)
	if file == nil {
		return parsers.Range{}
	}
	var call *elixir.Call
	d.Sources.Elixir(file.Path).Walk(func(n elixir.Node) bool {
		if c, ok := n.(*elixir.Call); ok && c.Name == "config" && len(c.Args) > 1 {
			pairs, isList := c.Args[len(c.Args)-1].(*elixir.List)
			if isList && len(pairs.Elems) == 1 && pairs.Elems[0].Pos() == r.From {
				call = c
			}
		}
		return n.Pos() <= r.From && r.From < n.End()
	})
	if call == nil {
		return parsers.Range{}
	}
	from, to := file.Tok.Offset(call.Pos()), file.Tok.Offset(call.End())
	start := bytes.LastIndexByte(file.Src[:from], '\n') + 1
	end := len(file.Src)
	if i := bytes.IndexByte(file.Src[to:], '\n'); i >= 0 {
		end = to + i + 1
	}
	if len(bytes.TrimSpace(file.Src[start:from])) > 0 || len(bytes.TrimSpace(file.Src[to:end])) > 0 {
		return parsers.Range{}
	}
	return parsers.Range{From: file.Tok.Pos(start), To: file.Tok.Pos(end)}
}

// ConfigRemoval is what to delete to take a pair out of the call of config that
// sets it: the whole call when it has no other.
func (d *Deployment) ConfigRemoval(pair parsers.Range) (cuts []parsers.Range, ok bool) {
	if lines := d.ConfigLines(pair); lines.IsValid() {
		return []parsers.Range{lines}, true
	}
	return d.Removal(pair)
}

// StandsAlone reports whether the Elixir expression at r can be moved to another
// script: it uses no variable.
func (d *Deployment) StandsAlone(r parsers.Range) bool {
	file := d.Sources.FileAt(r.From)
	if file == nil {
		return false
	}
	alone := true
	d.Sources.Elixir(file.Path).Walk(func(n elixir.Node) bool {
		if v, ok := n.(*elixir.Var); ok && r.Contains(v.From) {
			alone = false
		}
		return n.Pos() < r.To && r.From < n.End()
	})
	return alone
}
