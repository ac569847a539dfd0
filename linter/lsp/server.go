// Package lsp is the language server: the engine of the command line on texts
// that are not saved yet.
//
// One goroutine owns all state (serve): it takes messages from the inbox in
// their order, and once none waits it judges what they changed (settle). So a
// burst of edits costs one run, and there are no locks to get wrong. The way of
// an edit: sync.go makes it in the buffer and moves the shown findings along,
// judge.go runs the engine over the project with the buffers laid over the disk
// (files.go), unless a file is merely half typed; calm.go decides what of the
// result is shown, diagnostics.go puts it in the protocol's words and publish.go
// or pull.go hands it over.
package lsp

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/sourcegraph/conc/panics"
	"github.com/sourcegraph/jsonrpc2"

	"github.com/flylint/flylint/linter"
)

// Options is what a server depends on.
type Options struct {
	Checks  []*linter.Check
	Version string             // of flylint, told to the client
	Log     io.Writer          // gets one line for each thing that went wrong
	Now     func() time.Time   // the clock
	Alive   func(pid int) bool // whether the client's process still runs; nil when nobody can tell
	Rest    func()             // is called whenever the client has been quiet for a moment; may be nil
}

// phase is how far the life of a connection has come.
type phase uint8

const (
	unborn phase = iota // before initialize
	alive
	shutdown // asked to end; only exit is awaited
)

// server is one connection.
type server struct {
	opts          Options
	stream        *stream
	conn          *jsonrpc2.Conn // over the stream; what needs no answer is written past it
	inbox         *inbox
	phase         phase
	client        capabilities
	enc           encoding
	withoutSchema bool // a TOML server with a schema speaks of what schemaRules do

	folders   []string             // absolute paths of the workspace's folders
	projects  map[string]*project  // by directory
	documents map[string]*document // by absolute path
	wide      bool                 // the client asks for the diagnostics of the whole workspace
	held      []heldRequest        // such requests, while there is nothing new
	looked    time.Time            // when the disk was last asked for changes
	rest      *time.Timer          // until the client is at rest; nil when nobody cares
}

// Serve speaks with one client until it says exit, its input ends or ctx does.
// It returns the exit code the protocol asks for: 0 after a shutdown, else 1.
func Serve(ctx context.Context, in io.Reader, out io.Writer, opts Options) int {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	s := newServer(opts)
	s.stream = newStream(in, out, s.inbox, func() {
		s.inbox.close()
		<-ctx.Done()
	})
	s.conn = jsonrpc2.NewConn(ctx, s.stream, s.stream, jsonrpc2.SetLogger(s))
	go func() {
		<-s.conn.DisconnectNotify()
		s.inbox.close()
	}()
	s.serve(ctx)
	if s.phase == shutdown {
		return 0
	}
	return 1
}

func newServer(opts Options) *server {
	return &server{opts: opts, inbox: newInbox(), enc: utf16, projects: map[string]*project{}, documents: map[string]*document{}}
}

// serve acts on messages until the last.
func (s *server) serve(ctx context.Context) {
	if s.opts.Rest != nil {
		s.rest = time.AfterFunc(quiet, s.opts.Rest)
		defer s.rest.Stop()
	}
	for {
		req, cancelled := s.inbox.next()
		if req == nil || req.Method == "exit" {
			return
		}
		if cancelled {
			s.reply(req, nil, &jsonrpc2.Error{Code: codeCancelled, Message: "cancelled"})
			continue
		}
		s.guard(req.Method, func() { s.handle(ctx, req) })
		if s.phase == alive && s.inbox.idle() {
			s.guard("judging", func() { s.settle(ctx) })
		}
		if s.rest != nil {
			s.rest.Reset(quiet)
		}
	}
}

// quiet is after how long without a message a client is at rest: between two
// keystrokes of one who types fast.
const quiet = 40 * time.Millisecond

// guard keeps a crash from ending the process: it costs one answer.
func (s *server) guard(what string, f func()) {
	if crash := panics.Try(f); crash != nil {
		s.logf("internal error in %s: %v (%s)", what, crash.Value, crashSite(string(crash.Stack)))
	}
}

// crashSite is the first line of a stack that names a place of flylint's.
func crashSite(stack string) string {
	_, stack, _ = strings.Cut(stack, "panic(")
	for line := range strings.Lines(stack) {
		if strings.Contains(line, "flylint/") && strings.Contains(line, ".go:") {
			return strings.TrimSpace(line)
		}
	}
	return "unknown place"
}

// Error codes of the protocol beside those of JSON-RPC.
const (
	codeNotInitialized = -32002
	codeCancelled      = -32800
	codeFailed         = -32803
)

// handle acts on one message. Every request is answered, whatever happens.
func (s *server) handle(ctx context.Context, req *jsonrpc2.Request) {
	if req.Notif {
		if s.phase == alive {
			s.notification(ctx, req)
		}
		return
	}
	answered := false
	defer func() {
		if !answered { // it crashed; guard logs how
			s.reply(req, nil, &jsonrpc2.Error{Code: jsonrpc2.CodeInternalError, Message: "flylint crashed while answering; its log says where"})
		}
	}()
	result, err := s.request(ctx, req)
	answered = true
	if _, later := result.(heldRequest); later {
		return
	}
	s.reply(req, result, err)
}

// ask sends a request whose answer does not matter.
func (s *server) ask(ctx context.Context, method string, params any) {
	if _, err := s.conn.DispatchCall(ctx, method, params); err != nil {
		s.logf("cannot send %s: %v", method, err)
	}
}

// logf writes one line to the log.
func (s *server) logf(format string, args ...any) {
	line := strings.ReplaceAll(strings.TrimSpace(fmt.Sprintf(format, args...)), "\n", " ")
	fmt.Fprintln(s.opts.Log, "flylint lsp: "+line)
}

// Printf implements jsonrpc2.Logger.
func (s *server) Printf(format string, args ...any) { s.logf(format, args...) }

// decode reads the parameters of a message.
func decode[T any](req *jsonrpc2.Request) (params T, failure *jsonrpc2.Error) {
	raw := json.RawMessage("{}")
	if req.Params != nil {
		raw = *req.Params
	}
	if err := json.Unmarshal(raw, &params); err != nil {
		return params, &jsonrpc2.Error{Code: jsonrpc2.CodeInvalidParams, Message: req.Method + ": " + err.Error()}
	}
	return params, nil
}
