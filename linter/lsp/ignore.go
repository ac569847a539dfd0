package lsp

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/sourcegraph/jsonrpc2"

	"github.com/flylint/flylint/linter"
)

// commandSelect moves the cursor: its arguments are a URI and a range. It stands
// behind "ignore here", whose edit leaves the reason to be written.
const commandSelect = "flylint.select"

// ignoreHere writes an ignore for a finding, without a reason, and puts the
// cursor where the reason belongs. Until there is one the ignore is a finding.
func (w *writer) ignoreHere(g *group, d *document, f *linter.Finding) (action codeAction, ok bool) {
	edit, cursor, ok := linter.IgnoreFix(f, d.text, "")
	if !ok {
		return action, false
	}
	action = codeAction{Title: "Ignore " + f.Rule + " here", Kind: kindQuickFix, Edit: w.edit(g, []linter.Edit{edit})}
	if w.client.Window.ShowDocument.Support {
		at := behind(d.lines.position(edit.Range.Start.Offset, w.enc), edit.NewText[:cursor], w.enc)
		action.Command = &command{Title: "Write the reason", Command: commandSelect, Arguments: []any{d.uri, span{at, at}}}
	}
	return action, true
}

// behind is the position behind a text that was written at another.
func behind(at position, text string, e encoding) position {
	if i := strings.LastIndexByte(text, '\n'); i >= 0 {
		at = position{at.Line + strings.Count(text, "\n"), 0}
		text = text[i+1:]
	}
	at.Character += newIndex([]byte(text)).position(len(text), e).Character
	return at
}

// execute runs a command that an action of ours came with.
func (s *server) execute(ctx context.Context, params executeParams) (any, *jsonrpc2.Error) {
	show := showDocumentParams{TakeFocus: true}
	if params.Command != commandSelect || len(params.Arguments) != 2 ||
		json.Unmarshal(params.Arguments[0], &show.URI) != nil || json.Unmarshal(params.Arguments[1], &show.Selection) != nil {
		return nil, &jsonrpc2.Error{Code: jsonrpc2.CodeInvalidParams, Message: "flylint has no such command: " + params.Command}
	}
	s.ask(ctx, "window/showDocument", show)
	return nil, nil
}
