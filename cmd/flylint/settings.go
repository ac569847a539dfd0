package main

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/linter/settings"
)

// settingsCommand is `flylint settings [PATH...]`.
func (c *command) settingsCommand() *cobra.Command {
	var flags lintFlags
	var format string
	cmd := &cobra.Command{
		Use:   "settings [PATH...]",
		Short: "Print the effective settings, and where each came from",
		Long: `Print the settings that hold for the paths, and where each came from: a
default, a line of .flylint.hcl, or a flag given here as it would be given to
flylint itself. docs/settings.md describes the file.`,
		RunE: func(_ *cobra.Command, args []string) error {
			p, err := c.open(args)
			if err != nil {
				return err
			}
			if err := flags.check(p); err != nil {
				return err
			}
			return writeSettings(c.Stdout, format, p, effective(p, flags))
		},
	}
	flags.registerDecisions(cmd.Flags())
	cmd.Flags().StringVar(&format, "format", "text", "`NAME` of the format: text or json")
	return cmd
}

// check refuses flags that linting would refuse.
func (f *lintFlags) check(p *project) error {
	if f.failOn != "" {
		if _, err := linter.ParseFailOn(f.failOn); err != nil {
			return fmt.Errorf("--fail-on: %w", err)
		}
	}
	_, err := linter.Select(p.checks, f.selected, f.ignored)
	return err
}

// settingJSON is one setting in `flylint settings --format json`.
type settingJSON struct {
	Name   string `json:"name"`
	Value  string `json:"value"`
	Source string `json:"source"` // default, file or flag
	File   string `json:"file,omitempty"`
	Line   int    `json:"line,omitempty"`
}

// effective lists what holds: defaults, what the file says, and flags, of which
// the later wins.
func effective(p *project, flags lintFlags) []settingJSON {
	list := []settingJSON{
		{Name: "fail_on", Value: "warning", Source: "default"},
		{Name: "baseline", Value: linter.Relative(p.Base, p.baseline()), Source: "default"},
	}
	for _, e := range p.settings.Entries {
		list = override(list, fromFile(e))
	}
	if flags.failOn != "" {
		list = override(list, settingJSON{Name: "fail_on", Value: flags.failOn, Source: "flag"})
	}
	if len(flags.selected) > 0 {
		list = append(list, settingJSON{Name: "select", Value: strings.Join(flags.selected, ", "), Source: "flag"})
	}
	if len(flags.ignored) > 0 {
		list = append(list, settingJSON{Name: "ignore", Value: strings.Join(flags.ignored, ", "), Source: "flag"})
	}
	return list
}

func fromFile(e settings.Entry) settingJSON {
	return settingJSON{e.Name, e.Value, "file", e.At.File, e.At.Range.Start.Line}
}

// override puts a setting in the place of the default or the file's, if there
// is one that can be there only once.
func override(list []settingJSON, s settingJSON) []settingJSON {
	i := slices.IndexFunc(list, func(old settingJSON) bool { return old.Name == s.Name })
	if i < 0 || s.Name != "fail_on" && s.Name != "baseline" {
		return append(list, s)
	}
	list[i] = s
	return list
}

func writeSettings(w io.Writer, format string, p *project, list []settingJSON) error {
	file := ""
	if p.settings.File != "" {
		file = linter.Relative(p.Base, p.settings.File)
	}
	switch format {
	case "text":
		return writeSettingsText(w, file, list)
	case "json":
		return writeSettingsJSON(w, file, list)
	}
	return fmt.Errorf("--format of settings takes text or json, not %q", format)
}

func writeSettingsText(w io.Writer, file string, list []settingJSON) error {
	if file == "" {
		fmt.Fprintf(w, "No %s: the defaults hold. `flylint init` writes one.\n\n", settings.FileName)
	} else {
		fmt.Fprintf(w, "Settings of %s\n\n", file)
	}
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, s := range list {
		from := s.Source
		if s.Source == "file" {
			from = fmt.Sprintf("%s:%d", s.File, s.Line)
		}
		fmt.Fprintf(table, "%s\t%s\t# %s\n", s.Name, oneLine(s.Value), from)
	}
	return table.Flush()
}

// oneLine keeps a value from breaking the table.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func writeSettingsJSON(w io.Writer, file string, list []settingJSON) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(struct {
		File     string        `json:"file"` // "" when there is none
		Settings []settingJSON `json:"settings"`
	}{file, list})
}
