package lsp_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/flylint/flylint/checks"
	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/linter/lsp"
)

// frame is a message as it travels.
func frame(body string) string { return fmt.Sprintf("Content-Length: %d\r\n\r\n%s", len(body), body) }

// talk sends raw bytes to a server and returns its exit code and what it wrote.
func talk(t *testing.T, input string) (code int, output string) {
	t.Helper()
	var out lockedBuffer
	done := make(chan int, 1)
	go func() {
		done <- lsp.Serve(context.Background(), strings.NewReader(input), &out, lsp.Options{
			Checks: checks.All(), Version: "test", Log: io.Discard, Now: time.Now,
		})
	}()
	select {
	case code = <-done:
	case <-time.After(patience):
		t.Fatal("the server hangs")
	}
	return code, out.String()
}

const (
	hello   = `{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}`
	goodbye = `{"jsonrpc":"2.0","id":98,"method":"shutdown"}`
	leave   = `{"jsonrpc":"2.0","method":"exit"}`
)

// TestMalformedInput sends everything that is no message between two that are:
// the second is answered all the same.
func TestMalformedInput(t *testing.T) {
	for name, bad := range map[string]string{
		"no JSON":              frame("{nonsense"),
		"empty body":           frame(""),
		"blank body":           frame(" \r\n"),
		"a number":             frame("42"),
		"null":                 frame("null"),
		"an empty object":      frame("{}"),
		"an empty batch":       frame("[]"),
		"a batch":              frame("[" + goodbye + "]"),
		"method is a number":   frame(`{"jsonrpc":"2.0","id":5,"method":7}`),
		"id is an object":      frame(`{"jsonrpc":"2.0","id":{},"method":"shutdown"}`),
		"negative id":          frame(`{"jsonrpc":"2.0","id":-3,"method":"flylint/nothing"}`),
		"both and neither":     frame(`{"jsonrpc":"2.0","id":5,"method":"x","result":1}`),
		"answer to nothing":    frame(`{"jsonrpc":"2.0","id":77,"result":null}`),
		"error for nothing":    frame(`{"jsonrpc":"2.0","id":77,"error":{"code":1,"message":"x"}}`),
		"params is a string":   frame(`{"jsonrpc":"2.0","method":"textDocument/didOpen","params":"x"}`),
		"params is a list":     frame(`{"jsonrpc":"2.0","id":5,"method":"textDocument/hover","params":[1]}`),
		"position is a string": frame(`{"jsonrpc":"2.0","id":5,"method":"textDocument/hover","params":{"position":"x"}}`),
		"unknown request":      frame(`{"jsonrpc":"2.0","id":5,"method":"textDocument/rename","params":{}}`),
		"unknown notification": frame(`{"jsonrpc":"2.0","method":"$/setTrace","params":{"value":"off"}}`),
		"edit of nothing":      frame(`{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":"file:///nowhere/fly.toml","version":2},"contentChanges":[{"text":"x"}]}}`),
		"close of nothing":     frame(`{"jsonrpc":"2.0","method":"textDocument/didClose","params":{"textDocument":{"uri":"file:///nowhere/fly.toml"}}}`),
		"a URI that is none":   frame(`{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"%%%","version":1,"text":"x"}}}`),
		"a cancelled nothing":  frame(`{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":12345}}`),
		"a header of noise":    "Hello: there\r\n\r\n",
		"noise without an end": strings.Repeat("x", 1<<20) + "\r\n",
		"no length":            "Content-Type: application/json\r\n\r\n",
		"length is a word":     "Content-Length: many\r\n\r\n",
		"length is negative":   "Content-Length: -5\r\n\r\n",
		"lone line feeds":      strings.ReplaceAll(frame(`{"jsonrpc":"2.0","method":"x"}`), "\r\n", "\n"),
		"header in lower case": strings.ReplaceAll(frame(`{"jsonrpc":"2.0","method":"x"}`), "Content-Length", "content-length"),
		"two headers":          "Content-Type: application/vscode-jsonrpc; charset=utf-8\r\n" + frame(`{"jsonrpc":"2.0","method":"x"}`),
		"initialized too soon": frame(`{"jsonrpc":"2.0","method":"initialized","params":null}`),
		"initialize again":     frame(hello),
		"deep nesting":         frame(strings.Repeat("[", 100_000)),
		"deep params":          frame(`{"jsonrpc":"2.0","method":"x","params":` + strings.Repeat("[", 5000) + strings.Repeat("]", 5000) + `}`),
	} {
		t.Run(name, func(t *testing.T) {
			code, out := talk(t, frame(hello)+bad+frame(goodbye)+frame(leave))
			if code != 0 {
				t.Errorf("exit code %d, want 0", code)
			}
			if !strings.Contains(out, `"id":98`) {
				t.Errorf("shutdown was not answered:\n%s", out)
			}
		})
	}
}

// TestHugeLength promises more than it sends: the promise must cost nothing.
func TestHugeLength(t *testing.T) {
	code, out := talk(t, frame(hello)+"Content-Length: 9000000000000000000\r\n\r\n{}")
	if code != 1 || !strings.Contains(out, `"capabilities"`) {
		t.Errorf("exit code %d, output %s", code, out)
	}
}

func TestTooLargeMessageIsPassedOver(t *testing.T) {
	large := `{"jsonrpc":"2.0","method":"x","params":"` + strings.Repeat("x", 65<<20) + `"}`
	code, out := talk(t, frame(hello)+frame(large)+frame(goodbye)+frame(leave))
	if code != 0 || !strings.Contains(out, "too large") {
		t.Errorf("exit code %d", code)
	}
}

func TestLifeCycle(t *testing.T) {
	early := `{"jsonrpc":"2.0","id":7,"method":"textDocument/hover","params":{}}`
	for _, c := range []struct {
		name  string
		sent  []string
		code  int
		parts []string
	}{
		{"request before initialize", []string{early, hello, goodbye, leave}, 0, []string{`"code":-32002`, `"id":98,"result":null`}},
		{"shutdown before initialize", []string{goodbye, hello, leave}, 1, []string{`"code":-32002`}},
		{"two shutdowns", []string{hello, goodbye, strings.Replace(goodbye, "98", "99", 1), leave}, 0, []string{`"id":98,"result":null`, `"id":99,"result":null`}},
		{"request after shutdown", []string{hello, goodbye, early, leave}, 0, []string{`"code":-32600`}},
		{"exit without shutdown", []string{hello, leave}, 1, nil},
		{"the input ends", []string{hello}, 1, nil},
		{"the input ends after shutdown", []string{hello, goodbye}, 0, nil},
		{"a string as id", []string{strings.Replace(hello, `"id":1`, `"id":"a"`, 1), leave}, 1, []string{`"id":"a"`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var input strings.Builder
			for _, body := range c.sent {
				input.WriteString(frame(body))
			}
			code, out := talk(t, input.String())
			if code != c.code {
				t.Errorf("exit code %d, want %d", code, c.code)
			}
			for _, part := range c.parts {
				if !strings.Contains(out, part) {
					t.Errorf("no %s in:\n%s", part, out)
				}
			}
		})
	}
}

// TestParentGone ends with the process that started it.
func TestParentGone(t *testing.T) {
	if testing.Short() {
		t.Skip("waits for a few seconds")
	}
	e := connect(t, write(t, project(t)), lsp.Options{Alive: func(pid int) bool { return pid != 4242 }})
	e.initialize(m{"processId": 4242, "capabilities": m{}})
	select {
	case code := <-e.exit:
		if code != 1 {
			t.Errorf("exit code %d", code)
		}
	case <-time.After(patience):
		t.Error("the server outlives its parent")
	}
}

// TestCrashIsALogLine has a rule that crashes: the server and the other rules
// live on.
func TestCrashIsALogLine(t *testing.T) {
	crash := &linter.Check{Slug: "test/crash", Severity: linter.Error, Judge: func(*linter.Pass) { panic("boom") }}
	e := connect(t, write(t, project(t)), lsp.Options{Checks: append(checks.All(), crash)})
	e.initialize(m{"capabilities": pushing()})
	e.open("fly.toml")
	if got := e.version("fly.toml", 1); len(got) != 0 {
		t.Errorf("the crash was shown: %v", got)
	}
	v := e.edit("fly.toml", replace(e.read("fly.toml"), "8080", "4000"))
	if got := e.version("fly.toml", v); len(got) != 1 {
		t.Errorf("the other rules are silent: %v", got)
	}
	if !strings.Contains(e.log.String(), "test/crash crashed") {
		t.Errorf("log: %q", e.log.String())
	}
}

func TestFilesThatAreNobodys(t *testing.T) {
	e := start(t, project(t), pushing())
	elsewhere := write(t, "-- notes.exs --\nimport Config\n")
	for _, uri := range []string{"untitled:Untitled-1", "git:/x/fly.toml", "file://" + elsewhere + "/notes.exs", "fly.toml"} {
		e.notify("textDocument/didOpen", m{"textDocument": m{"uri": uri, "languageId": "toml", "version": 1, "text": "app = "}})
		at := m{"textDocument": m{"uri": uri}, "position": lspPosition{0, 1}}
		for _, method := range []string{"textDocument/hover", "textDocument/completion"} {
			var answer any = "something"
			if e.call(method, at, &answer); answer != nil {
				t.Errorf("%s of %s: %v", method, uri, answer)
			}
		}
	}
	e.settled()
	if len(e.published) != 0 {
		t.Errorf("published: %v", e.published)
	}
}

// FuzzServe feeds a server whatever bytes: it ends, and only when they do.
func FuzzServe(f *testing.F) {
	open, err := json.Marshal(m{"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": m{"textDocument": m{"uri": "file:///x/fly.toml", "version": 1, "text": "app = "}}})
	if err != nil {
		f.Fatal(err)
	}
	f.Add([]byte(frame(hello) + frame(string(open)) + frame(goodbye)))
	f.Add([]byte("Content-Length: 3\r\n\r\n{}"))
	f.Add([]byte("Content-Length: 2\r\nContent-Length: 1\r\n\r\n{}"))
	f.Fuzz(func(_ *testing.T, input []byte) {
		if bytes.Contains(input, []byte("file://")) && !bytes.Contains(input, []byte("file:///x/")) {
			return // no walks over the disk of whoever runs this
		}
		lsp.Serve(context.Background(), bytes.NewReader(input), io.Discard, lsp.Options{Log: io.Discard, Now: time.Now})
	})
}
