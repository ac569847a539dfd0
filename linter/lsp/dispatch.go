package lsp

import (
	"context"
	"strings"

	"github.com/sourcegraph/jsonrpc2"
)

// request answers a request.
func (s *server) request(ctx context.Context, req *jsonrpc2.Request) (any, *jsonrpc2.Error) {
	switch {
	case req.Method == "shutdown" && s.phase != unborn: // some clients say it twice
		s.phase = shutdown
		s.dropHeld(func(heldRequest) bool { return true })
		return nil, nil
	case s.phase == shutdown:
		return nil, &jsonrpc2.Error{Code: jsonrpc2.CodeInvalidRequest, Message: "the server is shutting down"}
	case req.Method == "initialize":
		return s.initialize(ctx, req)
	case s.phase == unborn:
		return nil, &jsonrpc2.Error{Code: codeNotInitialized, Message: "the first request must be initialize"}
	}
	switch req.Method {
	case "textDocument/diagnostic":
		return answer(ctx, req, s.documentDiagnostic)
	case "workspace/diagnostic":
		return s.workspaceDiagnostic(ctx, req)
	case "textDocument/codeAction":
		return answer(ctx, req, s.codeActions)
	case "textDocument/hover":
		return answer(ctx, req, s.hover)
	case "textDocument/completion":
		return answer(ctx, req, s.complete)
	case "workspace/executeCommand":
		return answer(ctx, req, s.execute)
	}
	return nil, &jsonrpc2.Error{Code: jsonrpc2.CodeMethodNotFound, Message: "flylint does not answer " + req.Method}
}

// answer decodes the parameters of a request for the method that answers it.
func answer[P any](ctx context.Context, req *jsonrpc2.Request, method func(context.Context, P) (any, *jsonrpc2.Error)) (any, *jsonrpc2.Error) {
	params, err := decode[P](req)
	if err != nil {
		return nil, err
	}
	return method(ctx, params)
}

// notification acts on a notification. Unknown ones are passed over.
func (s *server) notification(ctx context.Context, req *jsonrpc2.Request) {
	switch req.Method {
	case "$/cancelRequest":
		hear(s, req, func(params cancelParams) { s.cancelHeld(params) })
	case "initialized":
		s.register(ctx)
	case "textDocument/didOpen":
		hear(s, req, s.didOpen)
	case "textDocument/didChange":
		hear(s, req, s.didChange)
	case "textDocument/didClose":
		hear(s, req, s.didClose)
	case "textDocument/didSave":
		hear(s, req, s.didSave)
	case "workspace/didChangeWatchedFiles":
		hear(s, req, s.didChangeFiles)
	case "workspace/didChangeWorkspaceFolders":
		hear(s, req, s.didChangeFolders)
	case "workspace/didChangeConfiguration":
		hear(s, req, s.didChangeConfiguration)
	}
}

// hear decodes the parameters of a notification for the method that acts on it.
func hear[P any](s *server, req *jsonrpc2.Request, method func(P)) {
	params, err := decode[P](req)
	if err != nil {
		s.logf("%s", strings.TrimSpace(err.Message))
		return
	}
	method(params)
}
