package main

import (
	"io"
	"os/exec"
	"strings"
	"testing"

	"github.com/spf13/pflag"

	"github.com/flylint/flylint/internal/oracle"
)

// TestManual lets mandoc judge the manual page, and looks for everything in
// what it makes of it.
func TestManual(t *testing.T) {
	mandoc := oracle.Need(t, "mandoc", "apt-get install mandoc")
	c := command{Stdout: io.Discard, Stderr: io.Discard}
	root := c.withCommands(c.rootCommand())
	page := manual(root, origin{Version: "v1.2.3", Date: "2026-11-23T08:30:00Z"})

	lint := exec.Command(mandoc, "-T", "lint", "-W", "warning")
	lint.Stdin = strings.NewReader(page)
	if out, err := lint.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}

	show := exec.Command(mandoc, "-T", "ascii", "-O", "width=300")
	show.Stdin = strings.NewReader(page)
	out, err := show.Output()
	if err != nil {
		t.Fatal(err)
	}
	text := withoutOverstriking(string(out))
	want := []string{"FLYLINT(1)", "flylint v1.2.3", "2026-11-23", "_build, deps and node_modules", "Exit codes: 0 no finding"}
	for _, cmd := range root.Commands() {
		if !cmd.Hidden {
			want = append(want, cmd.CommandPath())
		}
	}
	root.Flags().VisitAll(func(f *pflag.Flag) { want = append(want, "--"+f.Name) })
	for _, w := range want {
		if !strings.Contains(text, w) {
			t.Errorf("the page does not have %q\n%s", w, text)
		}
	}
}

// withoutOverstriking undoes bold and underlined characters: x, backspace, x.
func withoutOverstriking(text string) string {
	for {
		at := strings.IndexByte(text, '\b')
		if at < 1 {
			return text
		}
		text = text[:at-1] + text[at+1:]
	}
}
