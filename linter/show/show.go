// Package show prints a deployment as flylint sees it, for a person who wants
// to know what the release will meet: its environment, its configuration, its
// supervision tree, the fly config, the image. None of it judges anything.
//
// Every view is a plain structure, which is its JSON form, and a way to print
// it. Secret-looking values are masked in both.
package show

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/flylint/flylint/internal/mask"
	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model"
	"github.com/flylint/flylint/parsers"
)

// View is one view of a deployment.
type View interface {
	// Text prints the view for a person.
	Text(w io.Writer) error
}

// Views lists the names of the views.
func Views() []string { return []string{"env", "config", "tree", "fly", "image"} }

// subject is the deployment that is shown.
type subject struct {
	*model.Deployment
	base string // file names are relative to it
}

// Of returns the named view of a deployment. File names are relative to base,
// a directory of its file system. Args narrow the view: for config an
// application and a key of it.
func Of(deployment *model.Deployment, base, view string, args []string) (View, error) {
	d := subject{deployment, base}
	if view != "fly" && view != "image" && !d.Elixir() {
		return nil, fmt.Errorf("%s deploys no Elixir app: there is no mix.exs, so there is no %s to show", d.File.Path, view)
	}
	if len(args) > 0 && view != "config" {
		return nil, fmt.Errorf("show %s takes no further arguments", view)
	}
	switch view {
	case "env":
		return environment(d), nil
	case "config":
		return configuration(d, args)
	case "tree":
		return supervision(d), nil
	case "fly":
		return flyConfig(d), nil
	case "image":
		return image(d)
	}
	return nil, fmt.Errorf("nothing is called %q; there are %s", view, strings.Join(Views(), ", "))
}

// Write prints a view as text or JSON.
func Write(w io.Writer, view View, format string) error {
	switch format {
	case "text":
		return view.Text(w)
	case "json":
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		return enc.Encode(view)
	}
	return fmt.Errorf("--format of show takes text or json, not %q", format)
}

// place is where something is written, as file:line; "" when nowhere.
func (d subject) place(at parsers.Range) string {
	f := d.Sources.FileAt(at.From)
	if f == nil {
		return ""
	}
	return fmt.Sprintf("%s:%d", linter.Relative(d.base, f.Path), f.Tok.Line(at.From))
}

// oneLine is a source text or a value on one line, shortened and masked.
func oneLine(s string, limit int) string {
	s = mask.Text(strings.Join(strings.Fields(s), " "))
	if runes := []rune(s); len(runes) > limit {
		return string(runes[:limit-1]) + "…"
	}
	return s
}

// title is the heading of a view.
func (d subject) title(what string) string {
	return fmt.Sprintf("%s, %s (%s)", d.Fly.App.Or("(no app name)"), what, linter.Relative(d.base, d.File.Path))
}

// orDash stands for nothing in a table.
func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}
