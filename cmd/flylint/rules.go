package main

import (
	"encoding/json"
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/flylint/flylint/linter"
)

// rulesCommand is `flylint rules`: a line a rule.
func (c *command) rulesCommand() *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "rules",
		Short: "List every rule, those of .flylint.hcl too: name, severity, fix, one line",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			p, err := c.open(nil)
			if err != nil {
				return err
			}
			switch format {
			case "text":
				return writeRules(c.Stdout, p.checks)
			case "json":
				return writeRulesJSON(c.Stdout, p.checks)
			}
			return fmt.Errorf("--format of rules takes text or json, not %q", format)
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", "`NAME` of the format: text or json")
	return cmd
}

func writeRules(w io.Writer, all []*linter.Check) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, check := range all {
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\n", check.Slug, check.Severity, check.FixKind, check.Documentation.Summary)
	}
	return table.Flush()
}

// ruleJSON is one rule in `flylint rules --format json`.
type ruleJSON struct {
	Rule     string `json:"rule"`
	Severity string `json:"severity"`
	Fix      string `json:"fix"`
	Summary  string `json:"summary"`
	URL      string `json:"url"`
	Since    string `json:"since"`
	Evidence string `json:"evidence"`
}

func writeRulesJSON(w io.Writer, all []*linter.Check) error {
	list := make([]ruleJSON, 0, len(all))
	for _, c := range all {
		list = append(list, ruleJSON{c.Slug, c.Severity.String(), c.FixKind.String(), c.Documentation.Summary, c.URL(), c.Since, c.Evidence.String()})
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(list)
}
