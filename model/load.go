package model

import (
	"github.com/flylint/flylint/model/flyconfig"
	"github.com/flylint/flylint/model/project"
	"github.com/flylint/flylint/model/source"
)

// Known is what the user tells that the files do not hold.
type Known struct {
	Secrets *Secrets // the names that `fly secrets list` prints; nil when not given
	Facts   *Facts   // what the settings state; nil when nothing
}

// Load reads a deployment. It is nil when its config cannot be read; src knows
// why.
func Load(src *source.Sources, t source.Target, known Known) *Deployment {
	return (*Memory)(nil).Load(src, t, known)
}

// Load reads a deployment as the function Load does, and works nothing out that
// is as it was in an earlier run.
func (m *Memory) Load(src *source.Sources, t source.Target, known Known) *Deployment {
	if m == nil {
		m = &Memory{}
	}
	m.begin(src, t, known)
	basis := m.basis.In(src, func() *Basis { return m.read(src, t, known) })
	if basis == nil {
		return nil
	}
	d := &Deployment{Basis: basis, evaluations: &m.evaluations}
	if d.Mix != nil {
		d.Tree = project.ReadTree(d.Mix, d.Lib, d.Setting)
		d.Tree.Settle(d.Env(d.Fly.DefaultGroup()))
	}
	return d
}

// read reads what a deployment rests on; nil when its config cannot be read.
func (m *Memory) read(src *source.Sources, t source.Target, known Known) *Basis {
	file := src.Read(t.Config)
	if file == nil {
		return nil
	}
	b := &Basis{Sources: src, File: file, Dir: t.Dir, AppDir: t.AppDir, Secrets: known.Secrets}
	b.Fly = flyconfig.Read(file, src.TOML(t.Config))
	b.learn(known.Facts)
	if b.AppDir != b.Dir && b.Fly.Build.Image.Present() {
		b.AppDir = "" // an image made elsewhere, whose config merely lies inside the project
	}
	if b.AppDir != "" {
		b.app = m.app.in(b.AppDir)
		b.Mix = b.app.readMix(src)
		b.Lock = b.app.readLock(src)
		b.Rel = ReadRel(src, b.AppDir)
		b.Lib = b.app.readLib(src)
	}
	b.Image = ReadImage(src, b)
	if b.AppDir != "" && b.deploysOther() {
		b.AppDir, b.app, b.Mix, b.Lock, b.Rel, b.Lib = "", nil, nil, nil, nil, nil
	}
	return b
}
