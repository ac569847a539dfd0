package lsp

import (
	"context"
	"fmt"
	"strings"

	"github.com/sourcegraph/jsonrpc2"

	"github.com/flylint/flylint/linter"
)

// hover explains the findings at a position, by their rules' pages in short, and
// in a fly config the key.
func (s *server) hover(ctx context.Context, params positionParams) (any, *jsonrpc2.Error) {
	d := s.document(params.TextDocument.URI)
	if d == nil || !d.project.owned(d.name) {
		return nil, nil
	}
	if !s.judge(ctx, d.project, false) {
		return nil, &jsonrpc2.Error{Code: codeCancelled, Message: "cancelled"}
	}
	s.tell(ctx, d.project)
	at := d.lines.offset(params.Position, s.enc)
	kind := markupKind(s.client.TextDocument.Hover.Formats)
	var pages []string
	var over *span
	w := s.writer(d.project)
	w.at(d, at, at, func(g *group, f *shown) {
		if page := page(g.regime.check(f.Rule), kind); page != "" {
			pages = append(pages, page)
			if over == nil {
				r := w.span(g, f.at)
				over = &r
			}
		}
	})
	key := w.hoverKey(d, at, kind)
	switch {
	case len(pages) == 0 && key == nil:
		return nil, nil
	case len(pages) == 0:
		return key, nil
	case key != nil:
		pages = append(pages, key.Contents.Value)
	}
	return hover{markup{kind, strings.Join(pages, "\n\n---\n\n")}, over}, nil
}

// page is what a rule's page says, without the examples.
func page(c *linter.Check, kind string) string {
	if c == nil {
		return ""
	}
	doc := c.Documentation
	var b strings.Builder
	section := func(heading, text string) {
		switch text = strings.TrimSpace(text); {
		case text == "":
		case kind == "markdown":
			fmt.Fprintf(&b, "\n\n**%s**\n\n%s", heading, text)
		default:
			fmt.Fprintf(&b, "\n\n%s\n%s", heading, text)
		}
	}
	if url := c.URL(); kind == "markdown" && url != "" {
		fmt.Fprintf(&b, "[%s](%s): %s", c.Slug, url, doc.Summary)
	} else {
		fmt.Fprintf(&b, "%s: %s", c.Slug, doc.Summary)
	}
	section("What it is", doc.What)
	section("Why it is bad", doc.Why)
	section("Use instead", doc.Instead)
	section("What the fix changes", doc.FixSafety)
	return b.String()
}
