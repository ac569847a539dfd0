package main

import (
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// TestFlagsNameWhatTheyTake keeps the names of Go types, and words that only
// stood in backquotes, out of the help.
func TestFlagsNameWhatTheyTake(t *testing.T) {
	var visit func(*cobra.Command)
	visit = func(cmd *cobra.Command) {
		cmd.LocalFlags().VisitAll(func(f *pflag.Flag) {
			name, _ := pflag.UnquoteUsage(f)
			if f.Hidden {
				return
			}
			if name != strings.ToUpper(name) || strings.Contains(name, " ") {
				t.Errorf("%s --%s takes %q", cmd.CommandPath(), f.Name, name)
			}
		})
		for _, sub := range cmd.Commands() {
			visit(sub)
		}
	}
	visit(everyCommand())
}

// everyCommand is the root with all commands below it.
func everyCommand() *cobra.Command {
	c := &command{}
	return c.withCommands(c.rootCommand())
}

func TestLintsOnly(t *testing.T) {
	for _, args := range [][]string{
		nil, {"."}, {"./app"}, {"apps/web", "apps/api"}, {"fly.toml"}, {`apps\web`}, {"--fix", "--format=json"}, {"--", "../app"},
	} {
		if !lintsOnly(args) {
			t.Errorf("%q could name a command", args)
		}
	}
	asked := [][]string{{"help"}, {"completion", "bash"}, {"-h"}, {"--help"}, {"--help=true", "."}, {"--fix", "--help"}, {cobra.ShellCompRequestCmd, ""}, {"--settings", "x.hcl", "rules"}}
	for _, cmd := range everyCommand().Commands() {
		asked = append(asked, []string{cmd.Name()}, []string{"--settings=x.hcl", cmd.Name()})
	}
	for _, args := range asked {
		if lintsOnly(args) {
			t.Errorf("%q is not for linting only", args)
		}
	}
}
