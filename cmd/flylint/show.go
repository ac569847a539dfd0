package main

import (
	"fmt"
	"go/token"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/flylint/flylint/linter/show"
	"github.com/flylint/flylint/model"
	"github.com/flylint/flylint/model/source"
)

// showFlags are the flags of `flylint show`.
type showFlags struct {
	format  string
	secrets string
}

// showCommand is `flylint show VIEW [PATH]`, and `flylint show config [PATH]
// APP [KEY]`.
func (c *command) showCommand() *cobra.Command {
	var flags showFlags
	cmd := &cobra.Command{
		Use:   "show " + strings.Join(show.Views(), "|") + " [PATH]",
		Short: "Show the deployment as flylint sees it",
		Long: `Show the deployment as flylint sees it:

  env     every variable the release sees at boot: value, source, who needs it
  config  the production configuration, with alternatives and their conditions;
          show config [PATH] APP [KEY] narrows it
  tree    the supervision tree in start order
  fly     the fly config as flyctl reads it, a process group at a time
  image   the stages of the Dockerfile and what is deployed

With several deployments below PATH, each is shown.`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error { return c.show(flags, args[0], args[1:]) },
	}
	cmd.Flags().StringVar(&flags.format, "format", "text", "`NAME` of the format: text or json")
	cmd.Flags().StringVar(&flags.secrets, "secrets", "", "a `FILE` with the output of fly secrets list --json (names and status, never values)")
	return cmd
}

// show prints one view of every deployment at a path.
func (c *command) show(flags showFlags, view string, args []string) error {
	secrets, err := readSecrets(flags.secrets)
	if err != nil {
		return err
	}
	path, args := showPath(args)
	p, err := c.open([]string{path})
	if err != nil {
		return err
	}
	targets, err := source.Discover(p.FS, p.Paths[0])
	if err != nil {
		return err
	}
	shown := 0
	for _, target := range targets {
		d := model.Load(source.NewSources(p.FS, token.NewFileSet()), target, model.Known{Secrets: secrets, Facts: p.settings.Facts})
		if target.Unread || d == nil {
			fmt.Fprintf(c.Stderr, "flylint: %s is not read\n", target.Config)
			continue
		}
		v, err := show.Of(d, p.Base, view, args)
		if err != nil {
			return err
		}
		if shown++; shown > 1 && flags.format == "text" {
			fmt.Fprintln(c.Stdout)
		}
		if err := show.Write(c.Stdout, v, flags.format); err != nil {
			return err
		}
	}
	if shown == 0 {
		return fmt.Errorf("no fly.toml in %s or below", path)
	}
	return nil
}

// showPath takes the path off the arguments: the first one, if it exists.
func showPath(args []string) (path string, rest []string) {
	if len(args) > 0 {
		if _, err := os.Stat(args[0]); err == nil {
			return args[0], args[1:]
		}
	}
	return ".", args
}
