package model

import (
	"slices"
	"strings"

	"github.com/flylint/flylint/model/flyconfig"
	"github.com/flylint/flylint/model/project"
	"github.com/flylint/flylint/parsers"
)

// Mnesia is what the project's own code does with Mnesia, Erlang's database.
// Tables that a dependency keeps in it, such as a session cache, do not count.
// Facts: erlang.org/doc/apps/mnesia.
type Mnesia struct {
	Calls []project.CallSite // of :mnesia or a wrapper of it, in the code of the release
	Disc  []parsers.Range    // where tables are asked to have a copy on disc
	Dir   MnesiaDir          // where its files are
	Mount *flyconfig.Mount   // the volume that surely holds Dir; nil when there is none

	lib *project.Lib
}

// mnesiaCode is what the code says of Mnesia by itself, as in Mnesia.
type mnesiaCode struct {
	calls []project.CallSite
	disc  []parsers.Range
}

// Mnesia is the deployment's use of Mnesia; nil when its code uses none.
func (d *Deployment) Mnesia() *Mnesia {
	if d.memo.mnesiaRead {
		return d.memo.mnesia
	}
	d.memo.mnesiaRead = true
	if d.Lib == nil {
		return nil
	}
	code := d.app.readMnesia(d.Sources)
	if len(code.calls) == 0 {
		return nil
	}
	m := &Mnesia{Calls: code.calls, Disc: code.disc, lib: d.Lib}
	m.Dir = d.mnesiaDir(m)
	m.Mount = d.mountAround(m.Dir)
	d.memo.mnesia = m
	return m
}

// readMnesiaCode reads the modules that a release runs.
func readMnesiaCode(lib *project.Lib) *mnesiaCode {
	m := &mnesiaCode{}
	for _, file := range mnesiaFiles(lib) {
		for _, mod := range lib.Modules(file) {
			if !mod.IsTask() && !mod.IsTestSupport() {
				m.read(mod)
			}
		}
	}
	return m
}

// mnesiaFiles lists the files that may use Mnesia or ask for copies on disc.
func mnesiaFiles(lib *project.Lib) []string {
	var files []string
	for _, text := range [...]string{":mnesia", "Memento", "Amnesia", "disc_copies", "disc_only_copies"} {
		files = append(files, lib.FilesContaining(text)...)
	}
	slices.Sort(files)
	return slices.Compact(files)
}

func (m *mnesiaCode) read(mod *project.Module) {
	scan := discScan{mod: mod}
	for _, fn := range mod.Functions {
		for _, c := range fn.Calls() {
			if isMnesia(c.Callee.Module) {
				m.calls = append(m.calls, c)
			}
		}
		for _, clause := range fn.Clauses {
			scan.visit(clause.Body)
		}
	}
	for _, a := range mod.Attributes {
		switch a.Name {
		case "doc", "moduledoc", "spec", "type", "typep", "opaque", "callback":
		default:
			scan.visit(a.Value)
		}
	}
	m.disc = append(m.disc, scan.found...)
}

// isMnesia reports whether a module is Mnesia, or a library that wraps it.
func isMnesia(module string) bool {
	root, _, _ := strings.Cut(module, ".")
	return root == ":mnesia" || root == "Memento" || root == "Amnesia"
}

// Backs reports whether the code takes backups of the tables, keeps a fallback,
// or listens for partitions.
func (m *Mnesia) Backs() bool {
	return slices.ContainsFunc(m.Calls, func(c project.CallSite) bool {
		switch c.Callee.Name {
		case "backup", "backup_checkpoint", "install_fallback", "dump_to_textfile", "activate_checkpoint", "subscribe", "set_master_nodes":
			return true
		}
		return false
	})
}

// MakesSchema is where the code makes a schema on disc; false when nowhere.
func (m *Mnesia) MakesSchema() (project.CallSite, bool) {
	for _, c := range m.Calls {
		if c.Callee.Name == "create_schema" || c.Callee.Module == "Memento.Schema" && c.Callee.Name == "create" {
			return c, true
		}
	}
	return project.CallSite{}, false
}
