package lsp

import "github.com/sourcegraph/jsonrpc2"

// reply answers a request.
func (s *server) reply(req *jsonrpc2.Request, result any, failure *jsonrpc2.Error) {
	if req.Notif {
		return
	}
	if failure == nil {
		err := s.stream.WriteObject(success{"2.0", req.ID, result})
		if err == nil {
			return
		}
		failure = &jsonrpc2.Error{Code: jsonrpc2.CodeInternalError, Message: err.Error()}
	}
	if err := s.stream.WriteObject(outgoing{Version: "2.0", ID: &req.ID, Error: failure}); err != nil {
		s.logf("cannot answer %s: %v", req.Method, err)
	}
}

// outgoing is what is sent without the library's help: a notification, or the
// answer to a request that failed.
type outgoing struct {
	Version string          `json:"jsonrpc"`
	ID      *jsonrpc2.ID    `json:"id,omitempty"`
	Method  string          `json:"method,omitempty"`
	Params  any             `json:"params,omitempty"`
	Error   *jsonrpc2.Error `json:"error,omitempty"`
}

// success answers a request. A nil result is sent as null, not left out.
type success struct {
	Version string      `json:"jsonrpc"`
	ID      jsonrpc2.ID `json:"id"`
	Result  any         `json:"result"`
}

// notify sends a notification.
func (s *server) notify(method string, params any) {
	if err := s.stream.WriteObject(outgoing{Version: "2.0", Method: method, Params: params}); err != nil {
		s.logf("cannot send %s: %v", method, err)
	}
}
