package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"github.com/flylint/flylint/internal/oracle"
	"github.com/flylint/flylint/linter/report"
)

// offline are command lines, in the incident's app, that together run every
// command. Each is traced.
func offline() []string {
	lines := []string{
		"flylint", "flylint --secrets secrets.json --fail-on never", "flylint --diff", "flylint --fix", "flylint --unsafe-fixes",
		"flylint --stdin-filename fly.toml", "flylint --add-ignores known", "flylint baseline",
		"flylint show env", "flylint show config", "flylint show tree", "flylint show fly", "flylint show image",
		"flylint explain oban/unknown-module", "flylint explain config/runtime.exs:51", "flylint rules", "flylint rules --format json",
		"flylint settings", "flylint init", "flylint baseline", "flylint --add-ignores because", "flylint lsp",
		"flylint version", "flylint --version", "flylint help", "flylint help rules", "flylint man",
		"flylint completion bash", "flylint completion zsh", "flylint completion fish", "flylint completion powershell",
		"flylint __complete --select ob",
	}
	for _, format := range report.Formats() {
		lines = append(lines, "flylint --format "+format)
	}
	return lines
}

// lspSession opens a file and leaves.
func lspSession() string {
	var out strings.Builder
	for _, message := range []string{
		`{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{},"rootUri":null}}`,
		`{"jsonrpc":"2.0","method":"initialized","params":{}}`,
		`{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"file:///nowhere/fly.toml","languageId":"toml","version":1,"text":"app = "}}}`,
		`{"jsonrpc":"2.0","id":2,"method":"shutdown"}`,
		`{"jsonrpc":"2.0","method":"exit"}`,
	} {
		fmt.Fprintf(&out, "Content-Length: %d\r\n\r\n%s", len(message), message)
	}
	return out.String()
}

// TestNoNetwork runs everything flylint can do under a trace of the system
// calls that concern the network, and there is none.
func TestNoNetwork(t *testing.T) {
	strace := oracle.Need(t, "strace", "apt-get install strace")
	if calls := traced(t, strace, t.TempDir(), "", "bash", "-c", "exec 3<>/dev/udp/127.0.0.1/9"); len(calls) == 0 {
		t.Fatal("the trace does not even see a program that makes a socket")
	}
	app := t.TempDir()
	if err := os.CopyFS(app, os.DirFS("../../testdata/incident/before")); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(app, "secrets.json"), []byte(`[{"Name":"DATABASE_URL","Status":"Deployed"}]`), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, line := range offline() {
		stdin := ""
		if line == "flylint lsp" {
			stdin = lspSession()
		}
		for _, call := range traced(t, strace, app, stdin, strings.Fields(line)...) {
			t.Errorf("%s: %s", line, call)
		}
	}
}

// traced runs a command and returns its system calls that concern the network.
func traced(t *testing.T, strace, dir, stdin string, command ...string) []string {
	t.Helper()
	trace := filepath.Join(t.TempDir(), "trace")
	cmd := exec.Command(strace, append([]string{"-f", "-qq", "-e", "trace=%network", "-e", "signal=none", "-o", trace, "--"}, command...)...)
	cmd.Dir, cmd.Stdin, cmd.Stdout = dir, strings.NewReader(stdin), io.Discard
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	err := cmd.Run() // which ends as the command does
	if strings.Contains(stderr.String(), "ptrace(") {
		oracle.Absent(t, "a kernel that lets programs be traced", stderr.String())
	}
	if err != nil && cmd.ProcessState.ExitCode() != exitFindings {
		t.Errorf("%s: %v\n%s", command, err, stderr.Bytes())
	}
	text, err := os.ReadFile(trace)
	if err != nil {
		t.Fatal(err)
	}
	var calls []string
	for line := range strings.Lines(string(text)) {
		if strings.Contains(line, "(") && !strings.Contains(line, "???(") { // which is a thread that ends
			calls = append(calls, line)
		}
	}
	return calls
}

// TestEveryCommandIsTraced: a new command needs a line in offline.
func TestEveryCommandIsTraced(t *testing.T) {
	c := command{Stdout: io.Discard, Stderr: io.Discard, Getenv: func(string) string { return "" }, Getwd: os.Getwd}
	root := c.withCommands(c.rootCommand())
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	var walk func(cmd *cobra.Command)
	walk = func(cmd *cobra.Command) {
		for _, sub := range cmd.Commands() {
			walk(sub)
		}
		for _, line := range offline() {
			if line == cmd.CommandPath() || strings.HasPrefix(line, cmd.CommandPath()+" ") {
				return
			}
		}
		t.Errorf("no line of offline runs `%s`", cmd.CommandPath())
	}
	walk(root)
}
