package model

import (
	"github.com/flylint/flylint/model/exconfig"
	"github.com/flylint/flylint/model/project"
	"github.com/flylint/flylint/model/source"
)

// Memory keeps what is known of one deployment from one run to the next, for a
// server that judges it after every edit. It is not for use by several runs at
// once, and the zero Memory is ready; a nil one keeps nothing.
type Memory struct {
	files       source.Cache
	src         *source.Sources // whose files the rest was worked out from
	target      source.Target   // of the last run, and what the user told then
	known       Known
	basis       source.Kept[*Basis]
	app         keptApp
	evaluations exconfig.Memo
}

// keptApp is what is kept of the Elixir project in one directory.
type keptApp struct {
	dir  string
	mix  source.Kept[*project.Mix]
	lock source.Kept[*project.Lock]
	lib  source.Kept[*project.Lib]

	mnesia source.Kept[*mnesiaCode]
}

// Sources is the set of the files of a deployment that was found, with what is
// known of them.
func (m *Memory) Sources(found source.Found) *source.Sources {
	if m == nil {
		return found.Sources(nil)
	}
	return found.Sources(&m.files)
}

// Reparse is the set of the last run with one file as it is now, and with the
// syntax errors of that file only. It is nil where the last run made no tree of it.
func (m *Memory) Reparse(path string) *source.Sources { return m.files.Reparse(path) }

// begin makes ready for a run over src. What was worked out from other files
// than those that src and its cache hold is worth nothing.
func (m *Memory) begin(src *source.Sources, t source.Target, known Known) {
	if m.src != src {
		*m = Memory{files: m.files, src: src}
	}
	if m.target != t || m.known != known {
		m.target, m.known, m.basis = t, known, source.Kept[*Basis]{}
	}
	m.evaluations.Begin()
}

// in is what is kept of the project in a directory.
func (a *keptApp) in(dir string) *keptApp {
	if a.dir != dir {
		*a = keptApp{dir: dir}
	}
	return a
}

// readMix, readLock and readLib are ReadMix, ReadLock and ReadLib, or what these
// gave in an earlier run.
func (a *keptApp) readMix(src *source.Sources) *project.Mix {
	return a.mix.In(src, func() *project.Mix { return project.ReadMix(src, a.dir) })
}

func (a *keptApp) readLock(src *source.Sources) *project.Lock {
	return a.lock.In(src, func() *project.Lock { return project.ReadLock(src, a.dir) })
}

func (a *keptApp) readLib(src *source.Sources) *project.Lib {
	return a.lib.In(src, func() *project.Lib { return project.ReadLib(src, a.readMix(src)) })
}

// readMnesia is what the modules say of Mnesia.
func (a *keptApp) readMnesia(src *source.Sources) *mnesiaCode {
	return a.mnesia.In(src, func() *mnesiaCode { return readMnesiaCode(a.readLib(src)) })
}
