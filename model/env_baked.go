package model

import (
	"slices"
	"strings"

	"github.com/flylint/flylint/model/exconfig"
	"github.com/flylint/flylint/model/project"
	"github.com/flylint/flylint/parsers"
	"github.com/flylint/flylint/parsers/elixir"
)

// BakedRead is a variable that is read while the image is built and is not set
// there, so that its absence becomes part of the release, or ends the build.
type BakedRead struct {
	parsers.Range          // the name
	Name          string   // of the variable
	Config        string   // the path of the setting that it decides: config.my_app.key; "" for another place
	Keys          []string // of that setting: the application first; modules as Elixir.My.App
	Attribute     string   // the module attribute that keeps it: MyApp.Client.@url; "" for another place
	Stops         bool     // the build ends here, with Message
	Message       string
	Idle          string // why perhaps nothing asks for the setting: no module mentions that library; "" when something does
	Becomes       string // what the setting or attribute is then: nil, false by a comparison; "" for a text with a gap
}

// BakedReads lists the variables that config.exs, prod.exs and the attributes of
// modules read in vain: nothing sets them in the build, they have no default
// that would be right there, and neither runtime.exs nor a module reads them
// again. It is empty when the environment of the build is not known.
func (d *Deployment) BakedReads() []BakedRead {
	if d.Mix == nil || !d.BuildEnv().Complete() {
		return nil
	}
	absent := func(name string) bool { return d.BuildEnv().Lookup(name).State == exconfig.EnvUnset }
	baked := d.buildStops(absent)
	if d.runsByMix() {
		return baked
	}
	again := func(name string) bool {
		return d.Config().IsOverlaid() || slices.ContainsFunc(d.Config().Reads, func(r *exconfig.Read) bool { return r.Name == name })
	}
	wanted := func(name string) bool { return name != "" && absent(name) && !again(name) }
	if slices.ContainsFunc(d.Config().BuildReads, func(r *exconfig.Read) bool { return wanted(r.Name) }) {
		for _, b := range besides(bakedSettings(d.Config(), wanted)) {
			if d.takesEffect(b) {
				b.Idle = d.idle(b.Config)
				baked = append(baked, b)
			}
		}
	}
	for _, b := range bakedAttributes(d.Lib) {
		if wanted(b.Name) || b.Stops && absent(b.Name) {
			baked = append(baked, b)
		}
	}
	return baked
}

// runsByMix reports whether every process group is started by Mix, which reads
// the configuration, and compiles what has changed, on the machine itself.
func (b *Basis) runsByMix() bool {
	for _, group := range b.Fly.GroupNames() {
		isMix := func(s *Step) bool { return s.Kind == StepMix }
		if c := b.Command(group); c == nil || !slices.ContainsFunc(c.Steps, isMix) {
			return false
		}
	}
	return len(b.Fly.GroupNames()) > 0
}

// buildStops lists the variables without which the build ends. Where no absent
// one is read, none can be, and nothing need be evaluated anew.
func (d *Deployment) buildStops(absent func(string) bool) []BakedRead {
	if !slices.ContainsFunc(d.Config().BuildReads, func(r *exconfig.Read) bool { return absent(r.Name) }) {
		return nil
	}
	var stops []BakedRead
	for _, v := range required(d.BuildEnv(), absent, d.buildReads) {
		if v.When == nil {
			stops = append(stops, BakedRead{Range: v.Read.NameRange, Name: v.Name, Stops: true, Message: v.Read.Message})
		}
	}
	return stops
}

// bakedSettings lists the variables whose absence decides a setting of the final
// configuration: it is nil, or a text with nothing in their place.
func bakedSettings(c *exconfig.Config, wanted func(string) bool) []BakedRead {
	var found []BakedRead
	var visit func(keys []string, v *exconfig.Value)
	visit = func(keys []string, v *exconfig.Value) {
		if v == nil {
			return
		}
		if v.IsAtom("false") || v.IsNil() || v.Kind == exconfig.String {
			becomes := ""
			if v.Kind == exconfig.Atom {
				becomes = v.Text
			}
			for _, r := range v.Reads {
				if r.Build && r.Default == nil && wanted(r.Name) {
					found = append(found, BakedRead{Range: r.NameRange, Name: r.Name, Keys: slices.Clone(keys), Config: settingPath(keys), Becomes: becomes})
				}
			}
		}
		for _, e := range v.Elems {
			visit(keysTo(keys, v, e), e)
		}
		for _, alt := range v.Alts() {
			visit(keys, alt.Value)
		}
	}
	for _, app := range c.Apps() {
		if !readsItself(app) {
			visit(append(make([]string, 0, 8), app), c.Get(app))
		}
	}
	slices.SortStableFunc(found, func(a, b BakedRead) int { return int(a.From - b.From) })
	return slices.CompactFunc(found, func(a, b BakedRead) bool { return a.Range == b.Range })
}

// keysTo are the keys of an element of v: one more if v is a pair, whose second
// element it then is. They hold until those of the next element are asked for.
func keysTo(keys []string, v, elem *exconfig.Value) []string {
	if v.Kind == exconfig.Tuple && len(v.Elems) == 2 && v.Elems[0].Kind == exconfig.Atom && elem == v.Elems[1] {
		return append(keys, v.Elems[0].Text)
	}
	return keys
}

// settingPath is where keys lead in the model.
func settingPath(keys []string) string {
	path := "config"
	for _, key := range keys {
		path += "." + strings.TrimPrefix(key, "Elixir.")
	}
	return path
}

// bakedAttributes lists the variables that attributes of modules keep, other
// than those with a default.
func bakedAttributes(lib *project.Lib) []BakedRead {
	var found []BakedRead
	for _, file := range lib.FilesContaining("System.", "_env") {
		for _, mod := range lib.Modules(file) {
			if mod.IsTask() || mod.IsTestSupport() {
				continue
			}
			for _, a := range mod.Attributes {
				for _, b := range attributeReads(a) {
					b.Attribute = mod.Name + ".@" + a.Name
					found = append(found, b)
				}
			}
		}
	}
	return found
}

func attributeReads(a *project.Attribute) []BakedRead {
	var found []BakedRead
	elixir.Walk(a.Value, func(n elixir.Node) bool {
		if hasDefault(n) || isFunctionValue(n) {
			return false
		}
		required := elixir.IsRemoteCall(n, "System", "fetch_env!", 1)
		if !required && !elixir.IsRemoteCall(n, "System", "get_env", 1) {
			return true
		}
		arg := n.(*elixir.Call).Arg(0)
		if name, ok := elixir.StringValue(arg); ok {
			b := BakedRead{Range: elixir.RangeOf(arg), Name: name, Stops: required}
			if n == a.Value {
				b.Becomes = "nil"
			}
			if required {
				b.Message = `could not fetch environment variable "` + name + `" because it is not set`
			}
			found = append(found, b)
		}
		return true
	})
	return found
}

// hasDefault reports whether an expression has a value of its own where a
// variable in it is absent: another, or false.
func hasDefault(n elixir.Node) bool {
	for _, operator := range [...]string{"||", "==", "!=", "in"} {
		if elixir.IsOperator(n, operator, 2) {
			return true
		}
	}
	return elixir.IsOperator(n, "!", 1) || elixir.IsCall(n, "is_nil", 1) || elixir.IsCall(n, "if", 2) || elixir.IsCall(n, "case", 2)
}

// isFunctionValue reports whether an expression only makes a function.
func isFunctionValue(n elixir.Node) bool {
	_, isFn := n.(*elixir.Fn)
	return isFn || elixir.IsOperator(n, "&", 1)
}
