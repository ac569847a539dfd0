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
	visit((&command{}).rootCommand())
}
