package show

import (
	"fmt"
	"go/token"
	"io"
	"strings"

	"github.com/flylint/flylint/internal/mask"
	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model"
	"github.com/flylint/flylint/model/exconfig"
	"github.com/flylint/flylint/model/source"
	"github.com/flylint/flylint/parsers"
	"github.com/flylint/flylint/parsers/toml"
)

// lineView is what one line of a file contributes to a deployment.
type lineView struct {
	Title  string      `json:"-"`
	Values []lineValue `json:"values"`
}

// lineValue is a value that the line sets or decides.
type lineValue struct {
	What  string `json:"what"` // config harbor_post HarborPost.Repo.prepare, variable PORT, child HarborPost.Repo, …
	Value string `json:"value"`
	Note  string `json:"note,omitempty"` // conditions; where else it is written
}

// Line shows what a line of a file means for a deployment: the settings of the
// fly config, variables, configuration and children that are written there, or
// whose value is. Path is the file's, of the deployment's file system.
func Line(deployment *model.Deployment, base, path string, line int) (View, error) {
	d := subject{deployment, base}
	file := d.Sources.Read(path)
	if file == nil || line < 1 || line > file.Tok.LineCount() {
		return nil, fmt.Errorf("%s has no line %d", linter.Relative(base, path), line)
	}
	v := &lineView{Title: d.title(fmt.Sprintf("line %d of %s", line, linter.Relative(base, path))), Values: []lineValue{}}
	l := &lines{subject: d, view: v, from: file.Tok.LineStart(line), to: lineEnd(file, line)}
	l.fly()
	if d.Elixir() {
		l.environment()
		l.configuration()
		l.children()
	}
	return v, nil
}

func lineEnd(file *source.File, line int) token.Pos {
	if line < file.Tok.LineCount() {
		return file.Tok.LineStart(line + 1)
	}
	return file.Tok.Pos(file.Tok.Size()) + 1
}

// lines collects what is written between two positions.
type lines struct {
	subject
	view     *lineView
	from, to token.Pos
}

// starts reports whether something begins on the line.
func (l *lines) starts(at parsers.Range) bool { return l.from <= at.From && at.From < l.to }

func (l *lines) add(what, value, note string) {
	l.view.Values = append(l.view.Values, lineValue{what, value, note})
}

func (l *lines) fly() {
	for _, item := range l.Fly.Doc.Items {
		if kv, ok := item.(*toml.KeyValue); ok && l.starts(kv.Range) {
			l.add("fly config", l.File.Text(kv.Range), "")
		}
	}
}

func (l *lines) environment() {
	seen := map[string]bool{}
	for _, g := range l.Fly.Groups() {
		for b := range l.Env(g.Name).All() {
			if l.starts(b.Range) && !seen[b.Name] {
				seen[b.Name] = true
				l.add("variable "+b.Name, mask.Value(b.Name, parts(b)), b.Condition)
			}
		}
	}
}

func (l *lines) configuration() {
	config, env := l.Config(), l.Env(l.Fly.DefaultGroup())
	for _, r := range config.Reads {
		if l.starts(r.Range) && r.Name != "" {
			l.add("reads "+r.Name, variable(l.subject, env, env.Lookup(r.Name), []*exconfig.Read{r}).valueText(), r.Guard.String())
		}
	}
	for _, app := range config.Apps() {
		for _, e := range config.Entries(app) {
			l.entry(config, app+" "+display(e.Name), e)
		}
	}
}

// entry adds the values below a key that are written on the line, whether the
// key stands there or the literal that decides it.
func (l *lines) entry(config *exconfig.Config, path string, e *exconfig.Entry) {
	below := config.EntriesOf(e.Value)
	for _, b := range below {
		l.entry(config, path+"."+display(b.Name), b)
	}
	e.Value.Leaves(func(when exconfig.Guard, value *exconfig.Value) {
		if len(below) > 0 && (value.IsKeyword() || value.Kind == exconfig.Missing) {
			return // its keys are there already
		}
		if !l.starts(e.Key) && !l.mentions(value) {
			return
		}
		l.add("config "+path, term(path, value), l.note(when, e.Key, value.Range))
	})
}

// note says under which condition a value holds, and where else it is written.
func (l *lines) note(when exconfig.Guard, key, value parsers.Range) string {
	var notes []string
	if condition := when.String(); condition != "" {
		notes = append(notes, "if "+condition)
	}
	if !l.starts(key) {
		notes = append(notes, "set at "+l.place(key))
	} else if at := l.place(value); at != l.place(key) && at != "" {
		notes = append(notes, "value from "+at)
	}
	return strings.Join(notes, ", ")
}

// mentions reports whether a value, or an element of it, is written here.
func (l *lines) mentions(v *exconfig.Value) bool {
	if l.starts(v.Range) {
		return true
	}
	for _, e := range v.Elems {
		if l.mentions(e) {
			return true
		}
	}
	return false
}

func (l *lines) children() {
	for _, c := range l.Tree.All() {
		if l.starts(c.Range) {
			l.add("child", c.Module, c.When.String())
		}
	}
}

// Text prints a line a value.
func (v *lineView) Text(w io.Writer) error {
	fmt.Fprintln(w, v.Title)
	if len(v.Values) == 0 {
		_, err := fmt.Fprintln(w, "  nothing of what flylint knows is written here")
		return err
	}
	for _, value := range v.Values {
		note := ""
		if value.Note != "" {
			note = "  # " + value.Note
		}
		if _, err := fmt.Fprintf(w, "  %s: %s%s\n", value.What, oneLine(value.Value, 100), note); err != nil {
			return err
		}
	}
	return nil
}
