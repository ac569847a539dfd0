package settings

import (
	"math/big"
	"strings"

	"github.com/zclconf/go-cty/cty"

	"github.com/flylint/flylint/internal/mask"
	"github.com/flylint/flylint/model"
	"github.com/flylint/flylint/model/exconfig"
	"github.com/flylint/flylint/parsers"
)

// configType is the configuration of all applications: names that the user
// chooses, and values of any type.
func configType() cty.Type { return cty.Map(cty.DynamicPseudoType) }

// maxAlternatives is how many values of one key are told apart.
const maxAlternatives = 8

// lookConfig finds a value of the configuration that production boots with.
func lookConfig(d *model.Deployment, steps []step) seen {
	found := seen{at: configFile(d), path: modelPath("config", steps)}
	c := d.Config()
	if c == nil {
		return found
	}
	if len(steps) == 0 {
		apps := map[string]cty.Value{}
		for _, app := range c.Apps() {
			apps[app], _ = term(app, c.Get(app))
		}
		found.value, found.present = cty.ObjectVal(apps), true
		return found
	}
	v, at := follow(c, steps)
	if at.IsValid() {
		found.at = at
	}
	if v == nil {
		return found
	}
	name := steps[len(steps)-1].name
	found.present = true
	found.value, found.why = term(name, v)
	if v.Kind == exconfig.Choice && !found.value.IsKnown() {
		found.alts = alternatives(name, v)
	}
	return found
}

// configFile is where a configuration would be written: the start of the last
// file that is evaluated.
func configFile(d *model.Deployment) parsers.Range {
	for _, name := range []string{"config/runtime.exs", "config/config.exs"} {
		if f := d.Sources.Read(joinDir(d.AppDir, name)); f != nil {
			return f.Start()
		}
	}
	return d.File.Start()
}

func joinDir(dir, name string) string {
	if dir == "" || dir == "." {
		return name
	}
	return dir + "/" + name
}

// follow goes down a path; at is where its end is written, or the deepest key
// above it that is there.
func follow(c *exconfig.Config, steps []step) (v *exconfig.Value, at parsers.Range) {
	app := steps[0].name
	v = c.Get(app)
	keys := []string{}
	for _, s := range steps[1:] {
		if s.name == "" {
			if v, at = element(v, s.index, at); v == nil {
				return nil, at
			}
			keys = nil // from here on no key leads there
			continue
		}
		next, key := keyed(v, s.name)
		if next == nil {
			return nil, at
		}
		v = next
		if keys != nil {
			keys = append(keys, key)
			if e := c.Entry(app, keys...); e != nil {
				at = placeOf(e.Expr, e.Key)
			}
		} else if v.IsValid() {
			at = v.Range
		}
	}
	return v, at
}

// keyed is the value under a key as a person writes it: MyApp.Repo is a module.
func keyed(v *exconfig.Value, name string) (*exconfig.Value, string) {
	if next := v.Keyword(name); next != nil {
		return next, name
	}
	module := "Elixir." + name
	return v.Keyword(module), module
}

func element(v *exconfig.Value, i int, at parsers.Range) (*exconfig.Value, parsers.Range) {
	elems, ok := v.List()
	if !ok || i < 0 || i >= len(elems) {
		return nil, at
	}
	return elems[i], elems[i].Range
}

// term is an Elixir term as a value, and why it cannot be told. Atoms and
// strings are alike; keyword lists and maps are tables.
func term(name string, v *exconfig.Value) (cty.Value, string) {
	if v == nil {
		return cty.NullVal(cty.DynamicPseudoType), ""
	}
	switch v.Kind {
	case exconfig.Atom:
		return atom(v.Text), ""
	case exconfig.Integer, exconfig.Float:
		return number(v.Text), ""
	case exconfig.String:
		return text(name, v.Text), ""
	case exconfig.Charlist:
		if v.Text == "" {
			return cty.EmptyTupleVal, ""
		}
		return text(name, v.Text), ""
	case exconfig.List:
		if v.IsKeyword() && len(v.Elems) > 0 {
			return table(v), ""
		}
		return sequence(name, v), ""
	case exconfig.Tuple:
		return sequence(name, v), ""
	case exconfig.Map:
		return table(v), ""
	case exconfig.Missing:
		return cty.NullVal(cty.DynamicPseudoType), ""
	}
	return untold(name, v)
}

// untold is a value that the files do not decide.
func untold(name string, v *exconfig.Value) (cty.Value, string) {
	switch v.Kind {
	case exconfig.Secret:
		if v.Form == exconfig.FormText {
			return cty.UnknownVal(cty.String).RefineNotNull(), v.Text + " is set, and no file says to what"
		}
		return cty.DynamicVal, v.Text + " is set, and no file says to what"
	case exconfig.Unknown:
		if required(v) { // without it the boot stops
			return cty.UnknownVal(cty.String).RefineNotNull(), v.Text + " is set where this boots, and no file says to what"
		}
		return cty.DynamicVal, v.Text + " may be a secret, or not set"
	case exconfig.Choice:
		return choice(name, v)
	case exconfig.Raise:
		return cty.DynamicVal, "the boot stops there: " + mask.Text(v.Text)
	}
	if vars := v.Vars(); len(vars) > 0 {
		return cty.DynamicVal, "it is made from " + strings.Join(vars, ", ")
	}
	return cty.DynamicVal, "its expression could not be evaluated"
}

// required reports whether a text is read in a way that does without no value.
func required(v *exconfig.Value) bool {
	for _, read := range v.Reads {
		if read.Name == v.Text && read.Required && v.Form == exconfig.FormText {
			return true
		}
	}
	return false
}

// choice is what all alternatives agree on, else unknown.
func choice(name string, v *exconfig.Value) (cty.Value, string) {
	alts := alternatives(name, v)
	for i, alt := range alts {
		if !alt.RawEquals(alts[0]) || !alt.IsWhollyKnown() {
			break
		}
		if i == len(alts)-1 {
			return alt, ""
		}
	}
	var when []string
	for _, alt := range v.Alts() {
		if text := alt.When.String(); text != "" {
			when = append(when, text)
		}
	}
	return cty.DynamicVal, "it depends: " + strings.Join(when, ", or ")
}

// alternatives is the values of a choice; none when there are too many.
func alternatives(name string, v *exconfig.Value) []cty.Value {
	var alts []cty.Value
	v.Leaves(func(_ exconfig.Guard, leaf *exconfig.Value) {
		if leaf.Kind != exconfig.Choice && leaf.Kind != exconfig.Raise { // a boot that stops has no value
			alt, _ := term(name, leaf)
			alts = append(alts, alt)
		}
	})
	if len(alts) > maxAlternatives {
		return nil
	}
	return alts
}

// atom is an atom: nil and the booleans as such, modules by their names.
func atom(name string) cty.Value {
	switch name {
	case "nil":
		return cty.NullVal(cty.DynamicPseudoType)
	case "true", "false":
		return cty.BoolVal(name == "true")
	}
	return cty.StringVal(strings.TrimPrefix(name, "Elixir."))
}

// number is a number of the project. One too large for any purpose is unknown.
func number(text string) cty.Value {
	if len(text) > maxDigits {
		return cty.UnknownVal(cty.Number).RefineNotNull()
	}
	f, _, err := big.ParseFloat(strings.ReplaceAll(text, "_", ""), 10, 512, big.ToNearestEven)
	if err != nil || f.MantExp(nil) > 4096 {
		return cty.UnknownVal(cty.Number).RefineNotNull()
	}
	return cty.NumberVal(f)
}

// table is a keyword list or a map. Of two pairs with one key the first holds.
func table(v *exconfig.Value) cty.Value {
	attrs := map[string]cty.Value{}
	for _, pair := range v.Elems {
		if len(pair.Elems) != 2 {
			return cty.DynamicVal
		}
		key, known := keyName(pair.Elems[0])
		if !known {
			return cty.DynamicVal
		}
		if _, seen := attrs[key]; !seen {
			attrs[key], _ = term(key, pair.Elems[1])
		}
	}
	return cty.ObjectVal(attrs)
}

func keyName(v *exconfig.Value) (string, bool) {
	switch v.Kind {
	case exconfig.Atom:
		return strings.TrimPrefix(v.Text, "Elixir."), true
	case exconfig.String, exconfig.Integer:
		return v.Text, true
	}
	return "", false
}

func sequence(name string, v *exconfig.Value) cty.Value {
	elems := make([]cty.Value, len(v.Elems))
	for i, e := range v.Elems {
		elems[i], _ = term(name, e)
	}
	return cty.TupleVal(elems)
}
