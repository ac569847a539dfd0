package main

import (
	"cmp"
	"fmt"
	"io"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// What the linker fills in (-ldflags "-X main.release=v1.2.3 …") where there is
// no repository and no module version to ask: packages built from an archive.
var release, commit, date string

// versionCommand is `flylint version`; `flylint --version` says the same.
func (c *command) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version and what it was built from",
		Args:  cobra.NoArgs,
		RunE:  func(*cobra.Command, []string) error { return c.printVersion() },
	}
}

func (c *command) printVersion() error {
	info, _ := debug.ReadBuildInfo()
	return writeVersion(c.Stdout, originOf(info))
}

// origin is what a binary was built from.
type origin struct {
	Version string // of the module; "devel" when it is not known
	Commit  string // "" when it was not built in a repository
	Date    string // of the commit, as RFC 3339
	Changed bool   // the work tree differed from the commit
}

// originOf reads the origin off what the linker and the go command noted; the
// linker's word counts more. info may be nil.
func originOf(info *debug.BuildInfo) origin {
	o := origin{Version: "devel"}
	if info != nil {
		if v := info.Main.Version; v != "" && v != "(devel)" {
			o.Version = v
		}
		for _, s := range info.Settings {
			switch s.Key {
			case "vcs.revision":
				o.Commit = s.Value
			case "vcs.time":
				o.Date = s.Value
			case "vcs.modified":
				o.Changed = s.Value == "true"
			}
		}
	}
	o.Version = cmp.Or(release, o.Version)
	o.Commit = cmp.Or(commit, o.Commit)
	o.Date = cmp.Or(date, o.Date)
	return o
}

// version is what reports say made them.
func version() string {
	info, _ := debug.ReadBuildInfo()
	return originOf(info).Version
}

func writeVersion(w io.Writer, o origin) error {
	text := "flylint " + o.Version + "\n"
	if o.Commit != "" {
		text += "commit  " + o.Commit
		if o.Date != "" {
			text += " of " + o.Date
		}
		if o.Changed {
			text += ", with changes"
		}
		text += "\n"
	}
	_, err := fmt.Fprintf(w, "%sbuilt   with %s for %s/%s\n", text, runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return err
}
