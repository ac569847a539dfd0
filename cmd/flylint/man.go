package main

import (
	"fmt"
	"io"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// manCommand is `flylint man`, which packages take their manual page from.
func (c *command) manCommand() *cobra.Command {
	return &cobra.Command{
		Use:    "man",
		Short:  "Print the manual page, as troff",
		Args:   cobra.NoArgs,
		Hidden: true,
		RunE: func(cmd *cobra.Command, _ []string) error {
			info, _ := debug.ReadBuildInfo()
			_, err := io.WriteString(c.Stdout, manual(cmd.Root(), originOf(info)))
			return err
		},
	}
}

// manual is the manual page of a command and all below it. It bears the date of
// the commit, so that two builds of one version make the same page.
func manual(root *cobra.Command, from origin) string {
	var page strings.Builder
	day, _, _ := strings.Cut(from.Date, "T")
	fmt.Fprintf(&page, ".TH %s 1 \"%s\" \"%s %s\" \"User Commands\"\n", strings.ToUpper(root.Name()), day, root.Name(), troff(from.Version))
	fmt.Fprintf(&page, ".SH NAME\n%s \\- %s\n", root.Name(), troff(root.Short))
	fmt.Fprintf(&page, ".SH SYNOPSIS\n.B %s\n", troff(root.UseLine()))
	for _, cmd := range documented(root) {
		fmt.Fprintf(&page, ".br\n.B %s\n", troff(cmd.UseLine()))
	}
	fmt.Fprintf(&page, ".SH DESCRIPTION\n%s", paragraphs(root.Long))
	fmt.Fprintf(&page, ".SH OPTIONS\n%s", options(root.Flags(), root.PersistentFlags()))
	page.WriteString(".SH COMMANDS\n")
	for _, cmd := range documented(root) {
		text := cmd.Long
		if text == "" {
			text = cmd.Short + "."
		}
		fmt.Fprintf(&page, ".SS %s\n%s%s", troff(cmd.CommandPath()), paragraphs(text), options(cmd.LocalNonPersistentFlags()))
	}
	page.WriteString(".SH SEE ALSO\nhttps://github.com/flylint/flylint\n")
	return page.String()
}

// documented lists the commands that a person may want.
func documented(root *cobra.Command) []*cobra.Command {
	var some []*cobra.Command
	for _, cmd := range root.Commands() {
		if cmd.IsAvailableCommand() {
			some = append(some, cmd)
		}
	}
	return some
}

// options lists flags with what they say of themselves.
func options(sets ...*pflag.FlagSet) string {
	var list strings.Builder
	for _, flags := range sets {
		flags.VisitAll(func(f *pflag.Flag) {
			if f.Hidden {
				return
			}
			argument, usage := pflag.UnquoteUsage(f)
			fmt.Fprintf(&list, ".TP\n\\fB%s\\fR", troff("--"+f.Name))
			if argument != "" {
				fmt.Fprintf(&list, " \\fI%s\\fR", troff(argument))
			}
			fmt.Fprintf(&list, "\n%s\n", troff(usage))
		})
	}
	return list.String()
}

// paragraphs writes text whose paragraphs are divided by empty lines.
func paragraphs(text string) string {
	var all strings.Builder
	for i, paragraph := range strings.Split(strings.TrimSpace(text), "\n\n") {
		if i > 0 {
			all.WriteString(".PP\n")
		}
		all.WriteString(troff(paragraph) + "\n")
	}
	return all.String()
}

// troff escapes what troff would take for markup: backslashes, hyphens that
// must stay ASCII, and a line that starts as a request does.
func troff(text string) string {
	text = strings.NewReplacer(`\`, `\e`, "-", `\-`, "\n.", "\n\\&.", "\n'", "\n\\&'").Replace(text)
	if strings.HasPrefix(text, ".") || strings.HasPrefix(text, "'") {
		text = `\&` + text
	}
	return text
}
