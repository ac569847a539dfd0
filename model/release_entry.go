package model

import (
	"slices"
	"strings"

	"github.com/flylint/flylint/model/project"
)

// EntryFault says why a release cannot run a function that an expression calls.
type EntryFault uint8

// The faults.
const (
	EntryFine       EntryFault = iota // nothing is wrong, or it cannot be told
	NoSuchModule                      // the project has no module of that name
	NoSuchArity                       // the function takes another number of arguments
	NoSuchFunction                    // the module has no function of that name
	PrivateFunction                   // it can be called from its own module only
)

// EntryFault tells why the release cannot run an entry of a task. A module that
// could be a dependency's, or that gets functions from elsewhere, is fine.
func (b *Basis) EntryFault(e project.Entry) EntryFault {
	switch {
	case e.Module == nil && b.ownsNamespace(e.Ref.Module):
		return NoSuchModule
	case e.Module == nil:
		return EntryFine
	case e.Function == nil && e.Module.IsOpen():
		return EntryFine
	case e.Function == nil && slices.ContainsFunc(e.Module.Functions, func(f *project.Function) bool { return f.Name == e.Ref.Name }):
		return NoSuchArity
	case e.Function == nil:
		return NoSuchFunction
	case e.Function.Private:
		return PrivateFunction
	}
	return EntryFine
}

// ownsNamespace reports whether a module of that name could only be the
// project's: its first segment is that of the project's modules, and no
// dependency's name begins so. What lies beside the project has any name.
func (b *Basis) ownsNamespace(module string) bool {
	root, _, _ := strings.Cut(module, ".")
	own := slices.ContainsFunc(b.Lib.Names(), func(name string) bool { return name == root || strings.HasPrefix(name, root+".") })
	if !own || b.Mix == nil || b.Mix.SourcePaths.Present() && !b.Mix.SourcePaths.Set {
		return false
	}
	if slices.ContainsFunc(b.Mix.Deps, func(d *project.Dep) bool { return d.Source == project.DepPath && d.InProd() }) {
		return false
	}
	if b.Lock == nil {
		return true
	}
	return !slices.ContainsFunc(b.Lock.Names(), func(name string) bool {
		return strings.HasPrefix(strings.ReplaceAll(name, "_", ""), strings.ToLower(root))
	})
}
