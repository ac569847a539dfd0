package lsp

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/flylint/flylint/checks"
)

// BenchmarkEdit judges a project after each edit of one file, without the
// messages: FLYLINT_LSP_PROJECT names one, else it is the incident's.
func BenchmarkEdit(b *testing.B) {
	for _, name := range []string{"fly.toml", "config/runtime.exs"} {
		b.Run(filepath.Base(name), func(b *testing.B) {
			e := newEditing(b, os.Getenv("FLYLINT_LSP_PROJECT"), name)
			b.ReportAllocs()
			for b.Loop() {
				e.edit(b)
				e.collect(e.doc.project)
			}
		})
	}
}

// TestMemoryStays shows that edits leave nothing behind: what is kept from run
// to run must not hold on to what was kept before.
func TestMemoryStays(t *testing.T) {
	for _, name := range []string{"fly.toml", "config/runtime.exs"} {
		e := newEditing(t, "", name)
		var before, after uint64
		for range 100 {
			e.edit(t)
		}
		before = heap()
		for range 200 {
			e.edit(t)
		}
		after = heap()
		if after > before+1<<20 {
			t.Errorf("200 edits of %s left %d KB behind", name, (after-before)>>10)
		}
		runtime.KeepAlive(e)
	}
}

// heap is how many bytes are in use.
func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// editing is a server and a file that is edited.
type editing struct {
	*server
	doc   *document
	text  []byte
	edits int
}

// newEditing opens a file of a project; "" is the incident's.
func newEditing(tb testing.TB, dir, name string) *editing {
	tb.Helper()
	if dir == "" {
		dir = filepath.Join("..", "..", "testdata", "incident", "before")
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		tb.Fatal(err)
	}
	path := filepath.Join(dir, name)
	text, err := os.ReadFile(path)
	if err != nil {
		tb.Fatal(err)
	}
	s := newServer(Options{Checks: checks.All(), Log: io.Discard, Now: time.Now})
	s.addFolder(uriOf(dir))
	s.didOpen(didOpenParams{textDocumentItem{URI: uriOf(path), Version: 1, Text: string(text)}})
	return &editing{server: s, doc: s.documents[path], text: text}
}

// edit types, or takes back, a line and has the project judged.
func (e *editing) edit(tb testing.TB) {
	tb.Helper()
	text := bytes.Clone(e.text)
	if e.edits++; e.edits%2 == 1 {
		text = append(text, "\n# edited\n"...)
	}
	e.doc.set(text)
	e.doc.version++
	if !e.judge(context.Background(), e.doc.project, false) {
		tb.Fatal("not judged")
	}
}
