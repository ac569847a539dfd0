package lsp_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/sourcegraph/jsonrpc2"
	"golang.org/x/tools/txtar"

	"github.com/flylint/flylint/checks"
	"github.com/flylint/flylint/linter/lsp"
)

// patience is how long a test waits for what must come.
const patience = 20 * time.Second

// editor is a client in the same process. It keeps what the server sends.
type editor struct {
	t    *testing.T
	dir  string
	conn *jsonrpc2.Conn
	exit chan int
	log  *lockedBuffer

	mu        sync.Mutex
	changed   *sync.Cond
	published map[string]publication // by path in the project
	count     map[string]int         // publications, likewise
	asked     []string               // methods of the server's requests and other notifications
	params    map[string]json.RawMessage
	versions  map[string]int
}

// publication is the last diagnostics of a file.
type publication struct {
	URI         string
	Version     *int
	Diagnostics []diagnostic
}

type diagnostic struct {
	Range    lspRange
	Severity int
	Code     string
	Source   string
	Message  string
	Tags     []int
	Desc     struct{ Href string } `json:"codeDescription"`
	Related  []struct {
		Location struct {
			URI   string
			Range lspRange
		}
		Message string
	} `json:"relatedInformation"`
}

type lspRange struct{ Start, End lspPosition }

type lspPosition struct {
	Line      int `json:"line"`
	Character int `json:"character"`
}

type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// m is a JSON object.
type m = map[string]any

// pushing is a client that takes diagnostics, pulling one that asks for them.
func pushing() m {
	return m{
		"workspace": m{"workspaceEdit": m{"documentChanges": true}, "didChangeWatchedFiles": m{"dynamicRegistration": true}},
		"window":    m{"showDocument": m{"support": true}},
		"textDocument": m{
			"codeAction":         m{"codeActionLiteralSupport": m{}},
			"hover":              m{"contentFormat": []string{"markdown"}},
			"publishDiagnostics": m{"relatedInformation": true, "codeDescriptionSupport": true, "tagSupport": m{"valueSet": []int{1, 2}}},
		},
	}
}

func pulling() m {
	caps := pushing()
	caps["textDocument"].(m)["diagnostic"] = m{}
	caps["workspace"].(m)["diagnostics"] = m{"refreshSupport": true}
	return caps
}

// write lays the files of a txtar archive out in a new directory.
func write(t *testing.T, archive string) string {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range txtar.Parse([]byte(archive)).Files {
		path := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// start runs a server over the files of a txtar archive and initializes it.
func start(t *testing.T, archive string, caps m) *editor {
	t.Helper()
	e := connect(t, write(t, archive), lsp.Options{})
	e.initialize(m{"capabilities": caps})
	return e
}

// connect runs a server over a directory.
func connect(t *testing.T, dir string, opts lsp.Options) *editor {
	t.Helper()
	e := &editor{
		t: t, dir: dir, exit: make(chan int, 1), log: &lockedBuffer{},
		published: map[string]publication{}, count: map[string]int{}, params: map[string]json.RawMessage{}, versions: map[string]int{},
	}
	e.changed = sync.NewCond(&e.mu)
	serverIn, clientOut := io.Pipe()
	clientIn, serverOut := io.Pipe()
	if opts.Checks == nil {
		opts.Checks = checks.All()
	}
	opts.Version, opts.Log = "test", e.log
	if opts.Now == nil {
		opts.Now = time.Now
	}
	go func() {
		e.exit <- lsp.Serve(context.Background(), serverIn, serverOut, opts)
		serverOut.Close()
	}()
	stream := jsonrpc2.NewBufferedStream(readWriteCloser{clientIn, clientOut}, jsonrpc2.VSCodeObjectCodec{})
	e.conn = jsonrpc2.NewConn(context.Background(), stream, jsonrpc2.HandlerWithError(e.handle))
	t.Cleanup(func() {
		e.conn.Close()
		if t.Failed() {
			t.Logf("the server's log:\n%s", e.log)
		}
	})
	return e
}

type readWriteCloser struct {
	io.Reader
	io.WriteCloser
}

func (e *editor) initialize(params m) m {
	e.t.Helper()
	if _, given := params["workspaceFolders"]; !given {
		params["workspaceFolders"] = []m{{"uri": e.uri("."), "name": "project"}}
	}
	var result m
	e.call("initialize", params, &result)
	e.notify("initialized", m{})
	return result
}

// handle takes what the server sends.
func (e *editor) handle(_ context.Context, _ *jsonrpc2.Conn, req *jsonrpc2.Request) (any, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	defer e.changed.Broadcast()
	if req.Method != "textDocument/publishDiagnostics" {
		e.asked = append(e.asked, req.Method)
		if req.Params != nil {
			e.params[req.Method] = *req.Params
		}
		return nil, nil
	}
	var p publication
	if err := json.Unmarshal(*req.Params, &p); err != nil {
		e.t.Errorf("publishDiagnostics: %v", err)
	}
	name := e.name(p.URI)
	e.published[name] = p
	e.count[name]++
	return nil, nil
}

func (e *editor) uri(name string) string {
	return "file://" + strings.ReplaceAll(filepath.ToSlash(filepath.Join(e.dir, name)), " ", "%20")
}

func (e *editor) name(uri string) string { return strings.TrimPrefix(uri, e.uri(".")+"/") }

func (e *editor) call(method string, params, result any) {
	e.t.Helper()
	if err := e.try(method, params, result); err != nil {
		e.t.Fatalf("%s: %v", method, err)
	}
}

func (e *editor) try(method string, params, result any) error {
	ctx, stop := context.WithTimeout(context.Background(), patience)
	defer stop()
	return e.conn.Call(ctx, method, params, result)
}

func (e *editor) notify(method string, params any) {
	e.t.Helper()
	if err := e.conn.Notify(context.Background(), method, params); err != nil {
		e.t.Fatalf("%s: %v", method, err)
	}
}

// read is a file on the disk.
func (e *editor) read(name string) string {
	e.t.Helper()
	text, err := os.ReadFile(filepath.Join(e.dir, name))
	if err != nil {
		e.t.Fatal(err)
	}
	return string(text)
}

// open opens a file as it is on the disk; openAs with another text.
func (e *editor) open(name string) { e.t.Helper(); e.openAs(name, e.read(name)) }

func (e *editor) openAs(name, text string) {
	e.t.Helper()
	e.versions[name] = 1
	e.notify("textDocument/didOpen", m{"textDocument": m{"uri": e.uri(name), "languageId": "x", "version": 1, "text": text}})
}

// edit makes changes in a buffer and returns its new version.
func (e *editor) edit(name string, changes ...m) int {
	e.t.Helper()
	e.versions[name]++
	e.notify("textDocument/didChange", m{"textDocument": m{"uri": e.uri(name), "version": e.versions[name]}, "contentChanges": changes})
	return e.versions[name]
}

func (e *editor) close(name string) {
	e.t.Helper()
	e.notify("textDocument/didClose", m{"textDocument": m{"uri": e.uri(name)}})
}

// whole is a change that sends the whole text.
func whole(text string) m { return m{"text": text} }

// change is one that replaces a range.
func change(line, from, toLine, to int, text string) m {
	return m{"range": lspRange{lspPosition{line, from}, lspPosition{toLine, to}}, "text": text}
}

// replace is the change that writes with over the first old in text.
func replace(text, old, with string) m {
	i := strings.Index(text, old)
	at := func(offset int) (int, int) {
		line := strings.Count(text[:offset], "\n")
		return line, offset - (strings.LastIndexByte(text[:offset], '\n') + 1)
	}
	l1, c1 := at(i)
	l2, c2 := at(i + len(old))
	return change(l1, c1, l2, c2, with)
}

// await waits until what it asks for holds, looking after each message.
func (e *editor) await(what string, holds func() bool) {
	e.t.Helper()
	timer := time.AfterFunc(patience, func() { e.mu.Lock(); e.changed.Broadcast(); e.mu.Unlock() })
	defer timer.Stop()
	deadline := time.Now().Add(patience)
	e.mu.Lock()
	defer e.mu.Unlock()
	for !holds() {
		if time.Now().After(deadline) {
			e.t.Fatalf("waited in vain for %s; published: %+v", what, e.published)
		}
		e.changed.Wait()
	}
}

// version waits for the diagnostics of one version of a file and returns the
// codes with their lines, as in "fly/unknown-key:3".
func (e *editor) version(name string, version int) []string {
	e.t.Helper()
	e.await(name+"'s diagnostics", func() bool {
		p, ok := e.published[name]
		return ok && p.Version != nil && *p.Version >= version
	})
	return e.codes(name)
}

// codes are those of the last diagnostics, with their lines from 1.
func (e *editor) codes(name string) []string {
	e.mu.Lock()
	defer e.mu.Unlock()
	return codes(e.published[name].Diagnostics)
}

func codes(list []diagnostic) []string {
	out := []string{}
	for _, d := range list {
		out = append(out, d.Code+":"+itoa(d.Range.Start.Line+1))
	}
	return out
}

func itoa(n int) string {
	text, _ := json.Marshal(n)
	return string(text)
}

// settled waits until the server has judged everything sent so far: a request
// about a buffer is answered when its project is judged.
func (e *editor) settled() {
	e.t.Helper()
	_ = e.try("flylint/nothing", m{}, nil) // is answered in its turn, with an error
	for name := range e.versions {
		e.call("textDocument/hover", m{"textDocument": m{"uri": e.uri(name)}, "position": lspPosition{0, 0}}, nil)
	}
}
