package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
)

// The exit codes, as the contract has them. The output format never changes them.
const (
	exitClean    = 0 // no finding at or above --fail-on
	exitFindings = 1 // findings
	exitUsage    = 2 // wrong usage, something unreadable, no deployment found
	exitInternal = 3 // a check crashed; the findings of the others are printed
)

// command is flylint with its surroundings, so that tests are surroundings too.
type command struct {
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	Getenv         func(string) string
	Getwd          func() (string, error)
	Now            func() time.Time

	settings string // --settings: the settings file instead of the nearest one
}

// exitError ends a command with a code, once what it has to say is said.
type exitError int

func (e exitError) Error() string { return fmt.Sprintf("exit %d", int(e)) }

// Main runs flylint with the arguments after its name and returns the exit code.
func (c *command) Main(args []string) int {
	root := c.rootCommand()
	if !lintsOnly(args) {
		root = c.withCommands(root)
	}
	if completing(args) {
		complete(root)
	}
	root.SetArgs(args)
	err := root.ExecuteContext(context.Background())
	if exit := exitError(0); err != nil && !errors.As(err, &exit) {
		fmt.Fprintf(c.Stderr, "flylint: %v\n", err)
	}
	return exitCode(err)
}

// exitCode is what a command that ended with err exits with.
func exitCode(err error) int {
	var exit exitError
	switch {
	case err == nil:
		return exitClean
	case errors.As(err, &exit):
		return int(exit)
	}
	return exitUsage
}

// lintsOnly reports whether nothing in the arguments could be the name of a
// command, or ask for help. The commands are not made then: making them takes a
// thirtieth of the time of one project.
func lintsOnly(args []string) bool {
	return !slices.ContainsFunc(args, func(arg string) bool {
		if strings.HasPrefix(arg, "-") {
			return strings.HasPrefix(arg, "-h") || strings.HasPrefix(arg, "--help")
		}
		return !strings.ContainsAny(arg, `./\`) // else it is a path
	})
}

// rootCommand is `flylint [PATH...]` alone.
func (c *command) rootCommand() *cobra.Command {
	lint := lintFlags{}
	var showVersion bool
	root := &cobra.Command{
		Use:   "flylint [PATH...]",
		Short: "Lint how an Elixir app boots on Fly.io",
		Long: `flylint reads everything that decides how an Elixir app boots on Fly.io
(fly.toml, config/*.exs, mix.exs, mix.lock, the supervision tree, rel/, the
Dockerfile) as one deployment, evaluates it the way the release will boot, and
says before fly deploy what will break, why, and how to fix it.

A directory means every deployment below it; hidden directories, _build, deps
and node_modules are not entered. A file means the deployment that owns it.
Nothing of a project is ever executed, and flylint opens no connection.

Without --format findings are told as text, in colour on a terminal. In GitHub
Actions they are annotated and put on the job's summary page, too; in GitLab CI
add --format gitlab=FILE for a Code Quality report. The format never
changes the exit code.

Exit codes: 0 no finding at or above --fail-on; 1 findings; 2 wrong usage,
something unreadable, or no deployment found; 3 a check crashed.`,
		Args:          cobra.ArbitraryArgs,
		SilenceUsage:  true,
		SilenceErrors: true,
		RunE: func(cmd *cobra.Command, args []string) error {
			if showVersion {
				return c.printVersion()
			}
			return c.lint(cmd.Context(), lint, args)
		},
	}
	root.SetIn(c.Stdin)
	root.SetOut(c.Stdout)
	root.SetErr(c.Stderr)
	lint.register(root.Flags())
	root.Flags().BoolVar(&showVersion, "version", false, "print the version and what it was built from")
	root.PersistentFlags().StringVar(&c.settings, "settings", "", "the settings `FILE`, instead of the nearest .flylint.hcl above the paths")
	return root
}

// withCommands adds the commands below the root.
func (c *command) withCommands(root *cobra.Command) *cobra.Command {
	root.AddCommand(c.rulesCommand(), c.baselineCommand(), c.explainCommand(), c.showCommand(), c.lspCommand(), c.settingsCommand(), c.initCommand(), c.manCommand(), c.versionCommand())
	return root
}
