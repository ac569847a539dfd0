//go:build unix

package main

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"

	"github.com/flylint/flylint/linter"
)

// interrupt is what a terminal sends at Ctrl-C. A process that does not catch
// it ends, and with it all its tests.
func interrupt(t *testing.T) {
	t.Helper()
	if err := syscall.Kill(os.Getpid(), syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	time.Sleep(10 * time.Millisecond) // it is delivered to some thread, in a while
}

func TestWritingIsNotInterrupted(t *testing.T) {
	written := false
	err := uninterrupted(func() error {
		interrupt(t)
		written = true
		return nil
	})
	if err != nil || !written {
		t.Errorf("written: %v, %v", written, err)
	}
}

// TestInterruptErasesTheProgressLine interrupts a run that is long enough to
// draw one.
func TestInterruptErasesTheProgressLine(t *testing.T) {
	master, terminal, err := pty.Open()
	if err != nil {
		t.Skipf("no pseudo-terminal here, so nothing showed this: %v", err)
	}
	defer master.Close()
	c := command{Stdout: io.Discard, Stderr: terminal, Getenv: func(string) string { return "" }, Getwd: os.Getwd}
	opts := linter.Options{FS: interruptingFS{slowFS{os.DirFS("../../testdata/incident/before")}, t}}
	if _, err := c.run(context.Background(), lintFlags{}, opts); !errors.Is(err, context.Canceled) {
		t.Errorf("error = %v, want %v", err, context.Canceled)
	}
	terminal.Close()
	drawn, _ := io.ReadAll(master) // which ends with EIO, as terminals do
	if !strings.HasPrefix(string(drawn), eraseLine+"flylint: ") || !strings.HasSuffix(string(drawn), eraseLine) {
		t.Errorf("drawn: %q", drawn)
	}
}

// interruptingFS interrupts the run once its first file is opened.
type interruptingFS struct {
	fs.FS
	t *testing.T
}

func (f interruptingFS) Open(name string) (fs.File, error) {
	file, err := f.FS.Open(name)
	if name == "fly.toml" {
		interrupt(f.t)
	}
	return file, err
}
