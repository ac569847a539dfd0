package main

import (
	"bytes"
	"context"
	"io"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/creack/pty"

	"github.com/flylint/flylint/linter"
)

// TestProgressLine: silence for a second, then the numbers, then nothing is left.
func TestProgressLine(t *testing.T) {
	for _, c := range []struct {
		name  string
		after time.Duration
		want  string
	}{
		{"a short run", 999 * time.Millisecond, ""},
		{"a long run", 1050 * time.Millisecond, eraseLine + "flylint: 3 of 7 deployments" + eraseLine},
		{"a longer run", 1150 * time.Millisecond, strings.Repeat(eraseLine+"flylint: 3 of 7 deployments", 2) + eraseLine},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var out bytes.Buffer
				p := &progress{out: &out}
				end := p.start()
				p.tell(3, 7)
				p.tell(2, 7) // told late, by another goroutine
				time.Sleep(c.after)
				end()
				end()
				if out.String() != c.want {
					t.Errorf("drawn: %q, want %q", out.String(), c.want)
				}
			})
		})
	}
}

func TestProgressBeforeTheFirstDeployment(t *testing.T) {
	if got := new(progress).line(); got != "flylint: looking for deployments" {
		t.Errorf("line = %q", got)
	}
}

// TestProgressOnATerminal draws on a real one, in a run that waits for its file
// system for more than a second.
func TestProgressOnATerminal(t *testing.T) {
	master, terminal, err := pty.Open()
	if err != nil {
		t.Skipf("no pseudo-terminal here, so nothing showed this: %v", err)
	}
	defer master.Close()
	c := command{Stdout: io.Discard, Stderr: terminal, Getenv: func(string) string { return "" }, Getwd: os.Getwd}
	opts := linter.Options{FS: slowFS{os.DirFS("../../testdata/incident/before")}}
	if _, err := c.run(context.Background(), lintFlags{}, opts); err != nil {
		t.Fatal(err)
	}
	terminal.Close()
	drawn, _ := io.ReadAll(master) // which ends with EIO, as terminals do
	if !strings.HasPrefix(string(drawn), eraseLine+"flylint: ") || !strings.HasSuffix(string(drawn), eraseLine) {
		t.Errorf("drawn: %q", drawn)
	}
}

func TestNoProgressElsewhere(t *testing.T) {
	null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer null.Close()
	for _, w := range []io.Writer{null, new(bytes.Buffer)} {
		c := command{Stderr: w, Getenv: func(string) string { return "" }}
		if _, tell, _ := c.startProgress(t.Context()); tell != nil {
			t.Errorf("on %T something is told", w)
		}
	}
	master, terminal, err := pty.Open()
	if err != nil {
		t.Skipf("no pseudo-terminal here, so nothing showed this: %v", err)
	}
	defer master.Close()
	defer terminal.Close()
	c := command{Stderr: terminal, Getenv: func(name string) string { return map[string]string{"TERM": "dumb"}[name] }}
	if _, tell, _ := c.startProgress(t.Context()); tell != nil {
		t.Error("on a dumb terminal something is told")
	}
}

// slowFS takes its time to open the first file.
type slowFS struct{ fs.FS }

func (s slowFS) Open(name string) (fs.File, error) {
	if name == "fly.toml" {
		time.Sleep(progressAfter + progressEvery)
	}
	return s.FS.Open(name)
}
