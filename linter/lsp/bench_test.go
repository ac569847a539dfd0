package lsp

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/flylint/flylint/checks"
)

// BenchmarkEdit judges a project after each edit of one file, without the
// messages: FLYLINT_LSP_PROJECT names one, else it is the incident's.
func BenchmarkEdit(b *testing.B) {
	dir := os.Getenv("FLYLINT_LSP_PROJECT")
	if dir == "" {
		dir = filepath.Join("..", "..", "testdata", "incident", "before")
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		b.Fatal(err)
	}
	for _, name := range []string{"fly.toml", "config/runtime.exs"} {
		b.Run(filepath.Base(name), func(b *testing.B) {
			text, err := os.ReadFile(filepath.Join(dir, name))
			if err != nil {
				b.Fatal(err)
			}
			s := newServer(Options{Checks: checks.All(), Log: io.Discard, Now: time.Now})
			s.addFolder(uriOf(dir))
			path := filepath.Join(dir, name)
			s.didOpen(didOpenParams{textDocumentItem{URI: uriOf(path), Version: 1, Text: string(text)}})
			d := s.documents[path]
			other := append(bytes.Clone(text), "\n# edited\n"...)
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				d.set([][]byte{other, text}[i%2])
				d.version++
				if !s.judge(context.Background(), d.project, false) {
					b.Fatal("not judged")
				}
				s.collect(d.project)
			}
		})
	}
}
