package show

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/flylint/flylint/internal/mask"
	"github.com/flylint/flylint/model"
	"github.com/flylint/flylint/model/exconfig"
	"github.com/flylint/flylint/model/project"
)

// envView is the effective environment: of each process group and of the
// release machine.
type envView struct {
	Title    string       `json:"-"`
	Machines []envMachine `json:"machines"`
}

// envMachine is the environment of one kind of machine.
type envMachine struct {
	Name      string        `json:"name"`            // the process group, or "release command"
	Release   bool          `json:"release_command"` // it is the machine that runs the release command
	Variables []envVariable `json:"variables"`
}

// envVariable is one variable there.
type envVariable struct {
	Name      string    `json:"name"`
	State     string    `json:"state"` // known, secret, fly, default, unknown, unset, missing, may be missing
	Value     string    `json:"value"` // masked; of a known one or a default
	From      string    `json:"from"`  // file:line, secret, Fly
	Condition string    `json:"condition,omitempty"`
	Overrides []string  `json:"overrides,omitempty"`
	NeededBy  []envRead `json:"needed_by"`
}

// envRead is one place that reads a variable at boot.
type envRead struct {
	At       string `json:"at"` // file:line
	Required bool   `json:"required"`
	Message  string `json:"message,omitempty"` // of the exception that stops the boot
	Default  string `json:"default,omitempty"`
	Form     string `json:"form"`           // how the text is used
	When     string `json:"when,omitempty"` // the condition under which it is read
}

func environment(d subject) *envView {
	v := &envView{Title: d.title("what the release sees at boot")}
	for _, g := range d.Fly.Groups() {
		v.Machines = append(v.Machines, machine(d, g.Name, d.Env(g.Name), d.ConfigOf(g.Name)))
	}
	if d.Fly.Deploy.ReleaseCommand.Present() {
		m := machine(d, "release command", d.ReleaseEnv(), d.Config())
		m.Release = true
		v.Machines = append(v.Machines, m)
	}
	return v
}

// machine lists what is set for a kind of machine and what its release reads.
// What only Fly sets and nobody reads is left out.
func machine(d subject, name string, env *model.Env, config *exconfig.Config) envMachine {
	reads := map[string][]*exconfig.Read{}
	var names []string
	for _, r := range append(slices.Clone(config.Reads), treeReads(d.Tree)...) {
		if r.Name != "" {
			reads[r.Name] = append(reads[r.Name], r)
			names = append(names, r.Name)
		}
	}
	for b := range env.All() {
		if b.Range.IsValid() || b.Source == model.EnvSecrets {
			names = append(names, b.Name)
		}
	}
	slices.Sort(names)
	m := envMachine{Name: name}
	for _, n := range slices.Compact(names) {
		m.Variables = append(m.Variables, variable(d, env, env.Lookup(n), reads[n]))
	}
	return m
}

// treeReads are the variables that decide which children are started.
func treeReads(tree *project.Tree) []*exconfig.Read {
	var reads []*exconfig.Read
	for _, child := range tree.All() {
		for _, c := range child.When {
			form := exconfig.FormOneOf
			if c.Op == exconfig.OpSet {
				form = exconfig.FormFlag
			}
			reads = append(reads, &exconfig.Read{Range: c.Range, Name: c.Var, Form: form})
		}
	}
	return reads
}

func variable(d subject, env *model.Env, b model.EnvBinding, reads []*exconfig.Read) envVariable {
	v := envVariable{Name: b.Name, Condition: oneLine(b.Condition, 80), NeededBy: []envRead{}}
	for _, r := range reads {
		v.NeededBy = append(v.NeededBy, read(d, r))
	}
	for _, s := range b.Shadows {
		if at := d.place(s.Range); at != "" {
			v.Overrides = append(v.Overrides, at)
		}
	}
	v.From = d.place(b.Range)
	switch {
	case b.State == exconfig.EnvKnown:
		v.State, v.Value = "known", mask.Value(b.Name, b.Text)
	case b.Source == model.EnvSecrets:
		v.State, v.From = "secret", "secret, "+b.Secret.String()
	case b.State == exconfig.EnvSecret && v.From != "":
		v.State, v.Value = "known", mask.Value(b.Name, parts(b))
	case b.State == exconfig.EnvSecret:
		v.State, v.From = "fly", b.Source.String()
	default:
		v.State, v.Value = unset(env, reads)
	}
	return v
}

// parts writes a value that is known in pieces, with its references as written.
func parts(b model.EnvBinding) string {
	var text strings.Builder
	for _, p := range b.Parts {
		text.WriteString(p.Text)
	}
	return text.String()
}

// unset says what becomes of a variable that nothing in the files sets.
func unset(env *model.Env, reads []*exconfig.Read) (state, value string) {
	for _, r := range reads {
		switch {
		case r.Required && env.Complete():
			return "missing", ""
		case r.Required:
			return "may be missing", ""
		}
	}
	for _, r := range reads {
		if r.Default != nil && !r.Default.IsNil() {
			return "default", r.Default.String()
		}
	}
	if env.Complete() {
		return "unset", ""
	}
	return "unknown", ""
}

func read(d subject, r *exconfig.Read) envRead {
	out := envRead{At: d.place(r.Range), Required: r.Required, Form: formName(r.Form), When: r.Guard.String()}
	if r.Required {
		out.Message = oneLine(r.Message, 120)
	}
	if r.Default != nil {
		out.Default = r.Default.String()
	}
	return out
}

// formName is how the text of a variable is used, for people.
func formName(f exconfig.ReadForm) string {
	switch f {
	case exconfig.FormInteger:
		return "integer"
	case exconfig.FormFlag:
		return "presence"
	case exconfig.FormOneOf:
		return "compared"
	case exconfig.FormAtom:
		return "atom"
	case exconfig.FormList:
		return "list"
	}
	return "text"
}

// Text prints the machines; a later one only in what differs from the first.
func (v *envView) Text(w io.Writer) error {
	fmt.Fprintln(w, v.Title)
	for i, m := range v.Machines {
		if i == 0 {
			fmt.Fprintf(w, "\nProcess group %s\n\n", m.Name)
			if err := table(w, m.Variables); err != nil {
				return err
			}
			continue
		}
		if err := v.difference(w, m); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintln(w, "\nA shell of `fly ssh console` sees neither what rel/env.sh.eex nor what a start script sets.")
	return err
}

// difference prints what a machine has other than the first.
func (v *envView) difference(w io.Writer, m envMachine) error {
	first := map[string]envVariable{}
	for _, f := range v.Machines[0].Variables {
		first[f.Name] = f
	}
	var other []envVariable
	for _, x := range m.Variables {
		if f, both := first[x.Name]; !both || f.State != x.State || f.Value != x.Value {
			other = append(other, x)
		}
	}
	heading := "Process group " + m.Name
	if m.Release {
		heading = "The machine of the release command"
	}
	if len(other) == 0 {
		_, err := fmt.Fprintf(w, "\n%s: the same\n", heading)
		return err
	}
	fmt.Fprintf(w, "\n%s: the same, but\n\n", heading)
	return table(w, other)
}

func table(w io.Writer, variables []envVariable) error {
	rows := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(rows, "VARIABLE\tVALUE\tFROM\tNEEDED BY")
	for _, v := range variables {
		fmt.Fprintf(rows, "%s\t%s\t%s\t%s\n", v.Name, v.valueText(), orDash(v.fromText()), orDash(v.readsText()))
	}
	return rows.Flush()
}

func (v envVariable) valueText() string {
	switch v.State {
	case "known":
		return oneLine(v.Value, 48)
	case "default":
		return "default " + oneLine(v.Value, 40)
	case "secret":
		return "(secret)"
	case "fly":
		return "(set at run time)"
	case "missing":
		return "MISSING: boot stops"
	case "may be missing":
		return "? a secret, or boot stops"
	case "unknown":
		return "? not in the files"
	}
	return "not set"
}

func (v envVariable) fromText() string {
	text := v.From
	if v.Condition != "" {
		text += " if " + v.Condition
	}
	if len(v.Overrides) > 0 {
		text += " over " + strings.Join(v.Overrides, ", ")
	}
	return text
}

func (v envVariable) readsText() string {
	var texts []string
	for _, r := range v.NeededBy {
		text := r.At
		if r.Form != "text" {
			text += " (" + r.Form + ")"
		}
		if !slices.Contains(texts, text) {
			texts = append(texts, text)
		}
	}
	return strings.Join(texts, ", ")
}
