package model

import (
	"path"
	"strings"

	"github.com/flylint/flylint/model/exconfig"
	"github.com/flylint/flylint/model/flyconfig"
	"github.com/flylint/flylint/model/project"
	"github.com/flylint/flylint/model/source"
	"github.com/flylint/flylint/parsers"
	"github.com/flylint/flylint/parsers/elixir"
)

// MnesiaDir is where Mnesia keeps its files: the option dir of the application
// mnesia.
type MnesiaDir struct {
	parsers.Range // the value, or its name, where it is set; invalid when it is not
	Path          string
	Places        []MnesiaPlace // one for each value it may have
}

// MnesiaPlace is one directory that Mnesia's files may be in.
type MnesiaPlace struct {
	parsers.Range
	Text      string         // the absolute path, if Known; else the expression, as far as it is known
	Known     bool           // Text is a path, less the node's name if NodeNamed
	NodeNamed bool           // the path holds the node's name
	Default   bool           // nothing sets it: Mnesia.<node> in the working directory
	When      exconfig.Guard // what must hold for it
}

// In reports whether the place lies in a directory, such as that of a volume.
func (p MnesiaPlace) In(dir string) bool {
	if p.Known {
		return source.Inside(path.Clean(dir), p.Text)
	}
	return p.NodeNamed && strings.Contains(p.Text, `"`+strings.TrimSuffix(dir, "/")+"/")
}

// mnesiaDir finds the directory in force: set by the code, by the emulator's
// flags, or by the configuration.
func (d *Deployment) mnesiaDir(m *Mnesia) MnesiaDir {
	workdir := "" // not known
	if d.Image != nil && d.Image.Final != nil {
		workdir = path.Join("/", d.Image.Final.Workdir.Text)
	}
	inCode, found := m.dirInCode(workdir)
	if found && inCode.Places[0].Known {
		return inCode
	}
	if dir, found := d.mnesiaDirInFlags(workdir); found {
		return dir
	}
	entry := d.Config().Entry("mnesia", "dir")
	switch {
	case entry != nil: // what the code sets to something unknown is most likely the same
		return configuredMnesiaDir(entry, workdir)
	case found:
		return inCode
	case d.Config().IsOverlaid():
		return MnesiaDir{Path: configMnesiaDir, Places: []MnesiaPlace{{}}}
	}
	return MnesiaDir{Path: configMnesiaDir, Places: []MnesiaPlace{defaultMnesiaPlace(workdir)}}
}

// configMnesiaDir is the directory's path in the model.
const configMnesiaDir = "config.mnesia.dir"

func configuredMnesiaDir(entry *exconfig.Entry, workdir string) MnesiaDir {
	dir := MnesiaDir{Path: configMnesiaDir, Range: entry.Expr}
	if !dir.IsValid() {
		dir.Range = entry.Key
	}
	entry.Value.Leaves(func(when exconfig.Guard, leaf *exconfig.Value) {
		place := mnesiaPlace(leaf, workdir)
		place.When = when
		dir.Places = append(dir.Places, place)
	})
	return dir
}

// defaultMnesiaPlace is where Mnesia puts its tables if nobody says otherwise.
func defaultMnesiaPlace(workdir string) MnesiaPlace {
	if workdir == "" {
		return MnesiaPlace{NodeNamed: true}
	}
	return MnesiaPlace{Text: path.Join(workdir, "Mnesia.nonode@nohost"), Known: true, NodeNamed: true, Default: true}
}

func mnesiaPlace(v *exconfig.Value, workdir string) MnesiaPlace {
	switch v.Kind {
	case exconfig.Charlist, exconfig.String:
		return namedPlace(v.Range, workdir, v.Text)
	case exconfig.Missing:
		return defaultMnesiaPlace(workdir)
	}
	if named := namedAfterNode(v, 0); named != nil {
		return MnesiaPlace{Range: named.Range, Text: named.Text, NodeNamed: true}
	}
	return MnesiaPlace{Range: v.Range, Text: v.Text}
}

// namedPlace is a directory by its name, which says where it is only if the
// working directory is known, or does not matter.
func namedPlace(at parsers.Range, workdir, name string) MnesiaPlace {
	if workdir == "" && !path.IsAbs(name) {
		return MnesiaPlace{Range: at, Text: name}
	}
	return MnesiaPlace{Range: at, Text: absolute(workdir, name), Known: true}
}

// namedAfterNode is the expression with the node's name in it that a value was
// computed from, or nil.
func namedAfterNode(v *exconfig.Value, depth int) *exconfig.Value {
	const maxDepth = 10
	if depth > maxDepth {
		return nil
	}
	for _, from := range v.Inputs() {
		if named := namedAfterNode(from, depth+1); named != nil {
			return named
		}
	}
	if v.Kind == exconfig.Opaque && mentionsNode(v.Text) {
		return v
	}
	return nil
}

// dirInCode finds Application.put_env(:mnesia, :dir, …), which holds if it runs
// before Mnesia starts; it is taken for granted that it does.
func (m *Mnesia) dirInCode(workdir string) (MnesiaDir, bool) {
	for _, file := range m.lib.FilesContaining(":mnesia", ":dir", "_env") {
		for _, c := range callsIn(m.lib, file) {
			if place, ok := setsMnesiaDir(c, workdir); ok {
				return MnesiaDir{Range: place.Range, Path: configMnesiaDir, Places: []MnesiaPlace{place}}, true
			}
		}
	}
	return MnesiaDir{}, false
}

// callsIn lists the calls in a file that a release runs of itself: not those of
// tasks and test support.
func callsIn(lib *project.Lib, file string) []project.CallSite {
	var calls []project.CallSite
	for _, mod := range lib.Modules(file) {
		if mod.IsTask() || mod.IsTestSupport() {
			continue
		}
		for _, fn := range mod.Functions {
			calls = append(calls, fn.Calls()...)
		}
	}
	return calls
}

func setsMnesiaDir(c project.CallSite, workdir string) (MnesiaPlace, bool) {
	set := c.Callee.Module == "Application" && c.Callee.Name == "put_env" ||
		c.Callee.Module == ":application" && c.Callee.Name == "set_env"
	if !set || len(c.Args) < 3 || elixir.AtomOrString(c.Args[0]) != "mnesia" || elixir.AtomOrString(c.Args[1]) != "dir" {
		return MnesiaPlace{}, false
	}
	if v := c.Constant(2); v != nil {
		return mnesiaPlace(v, workdir), true
	}
	r := elixir.RangeOf(c.Args[2])
	text := c.In.Module.File.Text(r)
	return MnesiaPlace{Range: r, Text: text, NodeNamed: mentionsNode(text)}, true
}

// mnesiaDirInFlags finds -mnesia dir '"/data"' among the emulator's flags.
func (d *Deployment) mnesiaDirInFlags(workdir string) (MnesiaDir, bool) {
	const flag = "-mnesia dir "
	found := func(at parsers.Range, value, where string) (MnesiaDir, bool) {
		p := strings.Trim(value, `'" \`)
		place := MnesiaPlace{Range: at, NodeNamed: strings.Contains(value, "$")}
		if p != "" {
			named := namedPlace(at, workdir, p)
			place.Text, place.Known = named.Text, named.Known
		}
		return MnesiaDir{Range: at, Path: where, Places: []MnesiaPlace{place}}, true
	}
	env := d.Env(d.Fly.DefaultGroup())
	for _, variable := range [...]string{"ERL_AFLAGS", "ERL_FLAGS", "ERL_ZFLAGS", "ELIXIR_ERL_OPTIONS"} {
		b := env.Lookup(variable)
		if _, value, ok := strings.Cut(b.Literal(), flag); ok {
			value, _, _ = strings.Cut(value, " -")
			return found(b.place(), value, "env."+variable)
		}
	}
	if d.Rel != nil && d.Rel.VMArgs != nil {
		for _, arg := range d.Rel.VMArgs.Lines {
			if _, value, ok := strings.Cut(arg.Flag+" "+arg.Value, flag); ok {
				return found(arg.Range, value, "vm.args")
			}
		}
	}
	return MnesiaDir{}, false
}

// mountAround is the mount that holds every place of the directory, or nil.
func (d *Deployment) mountAround(dir MnesiaDir) *flyconfig.Mount {
	for _, mount := range d.Fly.Mounts {
		all := mount.Destination.Set
		for _, place := range dir.Places {
			all = all && place.In(mount.Destination.V)
		}
		if all {
			return mount
		}
	}
	return nil
}

// mentionsNode reports whether the source of an expression asks for the node's
// own name.
func mentionsNode(source string) bool {
	for _, call := range [...]string{"node()", "Node.self", "#{node}", "(node)", "node |>"} {
		if strings.Contains(source, call) {
			return true
		}
	}
	return false
}
