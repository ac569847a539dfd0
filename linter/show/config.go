package show

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/flylint/flylint/internal/mask"
	"github.com/flylint/flylint/model/exconfig"
)

// configView is the production configuration, or a part of it.
type configView struct {
	Title string      `json:"-"`
	Apps  []configApp `json:"apps"`
}

// configApp is the configuration of one application.
type configApp struct {
	App    string       `json:"app"`
	Leaves []configLeaf `json:"leaves"`
}

// configLeaf is a key whose value is no further keyword list.
type configLeaf struct {
	Path         string              `json:"path"` // MyApp.Repo.socket_options
	At           string              `json:"at"`   // file:line where it was set last
	Alternatives []configAlternative `json:"alternatives"`
}

// configAlternative is one possible value.
type configAlternative struct {
	When  string `json:"when,omitempty"` // empty: always
	Value string `json:"value"`          // an Elixir term; unknown parts are named
	At    string `json:"at,omitempty"`   // where the value itself is written, when that is elsewhere
}

// configuration shows everything, one application, or one key of it.
func configuration(d subject, args []string) (*configView, error) {
	config := d.Config()
	v := &configView{Title: d.title("the configuration at boot"), Apps: []configApp{}}
	if config.IsOverlaid() {
		config, v.Title = config.Built(), d.title("the configuration as it is built; at boot it is given more, which is not in the files")
	}
	apps := config.Apps()
	if len(args) > 0 {
		app := strings.TrimPrefix(args[0], ":")
		if config.Entries(app) == nil {
			return nil, fmt.Errorf("the configuration has no application %q; there are %s", app, strings.Join(apps, ", "))
		}
		apps = []string{app}
	}
	for _, app := range apps {
		a := configApp{App: app, Leaves: []configLeaf{}}
		for _, e := range config.Entries(app) {
			if len(args) < 2 || display(e.Name) == strings.TrimPrefix(args[1], ":") {
				a.Leaves = leaves(d, config, a.Leaves, display(e.Name), e)
			}
		}
		if len(args) > 1 && len(a.Leaves) == 0 {
			return nil, fmt.Errorf("the configuration of %s has no key %q", app, args[1])
		}
		v.Apps = append(v.Apps, a)
	}
	return v, nil
}

// leaves follows keyword lists down to the values.
func leaves(d subject, config *exconfig.Config, out []configLeaf, path string, e *exconfig.Entry) []configLeaf {
	if below := config.EntriesOf(e.Value); len(below) > 0 {
		for _, b := range below {
			out = leaves(d, config, out, path+"."+display(b.Name), b)
		}
		return out
	}
	leaf := configLeaf{Path: path, At: d.place(e.Key)}
	e.Value.Leaves(func(when exconfig.Guard, value *exconfig.Value) {
		alt := configAlternative{When: when.String(), Value: term(path, value)}
		if at := d.place(value.Range); at != leaf.At {
			alt.At = at
		}
		leaf.Alternatives = append(leaf.Alternatives, alt)
	})
	return append(out, leaf)
}

// term is a value as an Elixir term. What stands under a key such as token is
// masked, wherever it came from.
func term(path string, value *exconfig.Value) string {
	if text, ok := value.Str(); ok && mask.SecretName(path) {
		return strconv.Quote(mask.Value(path, text))
	}
	return value.String()
}

// display is a key's atom as a person writes it.
func display(atom string) string { return strings.TrimPrefix(atom, "Elixir.") }

// Text prints a line a value, with its conditions below.
func (v *configView) Text(w io.Writer) error {
	fmt.Fprintln(w, v.Title)
	for _, app := range v.Apps {
		fmt.Fprintf(w, "\nconfig :%s\n", app.App)
		for _, leaf := range app.Leaves {
			if err := leaf.text(w); err != nil {
				return err
			}
		}
	}
	return nil
}

func (l configLeaf) text(w io.Writer) error {
	if len(l.Alternatives) == 1 && l.Alternatives[0].When == "" {
		a := l.Alternatives[0]
		_, err := fmt.Fprintf(w, "  %s: %s  # %s\n", l.Path, oneLine(a.Value, 100), l.at(a))
		return err
	}
	fmt.Fprintf(w, "  %s:  # %s\n", l.Path, l.At)
	for _, a := range l.Alternatives {
		if _, err := fmt.Fprintf(w, "    %s  # if %s%s\n", oneLine(a.Value, 100), a.When, prefixed(", ", a.At)); err != nil {
			return err
		}
	}
	return nil
}

// at is where a leaf was set and, if it is elsewhere, where its value stands.
func (l configLeaf) at(a configAlternative) string { return l.At + prefixed(", value from ", a.At) }

func prefixed(prefix, s string) string {
	if s == "" {
		return ""
	}
	return prefix + s
}
