package main

import (
	"os"
	"runtime"
	"runtime/debug"
	"sync/atomic"
	"time"

	"github.com/spf13/cobra"

	"github.com/flylint/flylint/checks"
	"github.com/flylint/flylint/linter/lsp"
)

// lspCommand is `flylint lsp`: the language server on standard input and output.
func (c *command) lspCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "lsp",
		Short: "Speak the Language Server Protocol on standard input and output",
		Long: `Run as a language server: an editor starts this and talks to it on standard
input and output. Diagnostics, quick fixes and hover follow the unsaved text.
docs/editors.md has the recipes.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			rest := collectSeldom()
			code := lsp.Serve(cmd.Context(), c.Stdin, c.Stdout, lsp.Options{
				Checks: checks.All(), Version: version(), Log: c.Stderr, Now: time.Now, Alive: processAlive, Rest: rest,
			})
			if code != 0 {
				return exitError(code)
			}
			return nil
		},
	}
	// Editors' libraries add these to the command they start.
	cmd.Flags().Bool("stdio", true, "use standard input and output; there is no other way")
	cmd.Flags().Int("clientProcessId", 0, "told again, and heeded, in the initialize request")
	_ = cmd.Flags().MarkHidden("stdio")
	_ = cmd.Flags().MarkHidden("clientProcessId")
	return cmd
}

// collectSeldom lets garbage pile up, and returns what to do whenever there is
// time to collect it: between two keystrokes there is time to judge, and after
// them for the rest. A hundred edits without a pause leave some 40 MB. Whoever
// sets GOGC or GOMEMLIMIT knows better. Package runtime/metrics would tell what is
// garbage, but even a run of the command pays for importing it.
func collectSeldom() (rest func()) {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return nil
	}
	debug.SetGCPercent(1600)
	debug.SetMemoryLimit(512 << 20) // from there on as often as it must
	var collected atomic.Uint64     // how much had been allocated by the last time
	return func() {
		var now runtime.MemStats
		runtime.ReadMemStats(&now)
		if now.TotalAlloc-collected.Load() > worthCollecting {
			collected.Store(now.TotalAlloc)
			runtime.GC()
		}
	}
}

// worthCollecting is for how many bytes allocated it is worth the while. Of a heap
// that is collected while it is small, the runtime gives the rest back to the
// system, and the next burst of edits asks for it again, page by page.
const worthCollecting = 20 << 20

// processAlive reports whether a process still runs, as far as can be told.
func processAlive(pid int) bool {
	process, err := os.FindProcess(pid)
	if err != nil { // on Windows this is how one is missed
		return false
	}
	defer func() { _ = process.Release() }()
	return signalReaches(process)
}
