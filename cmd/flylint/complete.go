package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/flylint/flylint/checks"
	"github.com/flylint/flylint/linter/report"
)

// completing reports whether the shell asks what could be typed next.
func completing(args []string) bool {
	return len(args) > 0 && (args[0] == cobra.ShellCompRequestCmd || args[0] == cobra.ShellCompNoDescRequestCmd)
}

// complete teaches a command what its flags take. Only the shell's question
// needs it, so no other run pays for it.
func complete(root *cobra.Command) {
	for flag, values := range map[string][]string{
		"format":  report.Formats(),
		"fail-on": {"error", "warning", "info", "never"},
		"color":   {"auto", "always", "never"},
		"select":  ruleNames(),
		"ignore":  ruleNames(),
	} {
		function := cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp)
		if err := root.RegisterFlagCompletionFunc(flag, function); err != nil {
			return // a flag that went away; a test asks for each
		}
	}
	if explain, _, err := root.Find([]string{"explain"}); err == nil {
		explain.ValidArgsFunction = cobra.FixedCompletions(ruleNames(), cobra.ShellCompDirectiveDefault) // files too
	}
}

// ruleNames lists what may be said where a rule is meant: each rule with its
// summary, and each family.
func ruleNames() []string {
	var names []string
	for _, check := range checks.All() {
		family, _, _ := strings.Cut(check.Slug, "/")
		names = append(names, check.Slug+"\t"+check.Documentation.Summary, family+"/\tthe rules about "+family)
	}
	slices.Sort(names)
	return slices.Compact(names)
}
