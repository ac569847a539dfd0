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
	m.begin(src)
	file := src.Read(t.Config)
	if file == nil {
		return nil
	}
	d := &Deployment{Sources: src, File: file, Dir: t.Dir, AppDir: t.AppDir, Secrets: known.Secrets, evaluations: &m.evaluations}
	d.Fly = flyconfig.Read(file, src.TOML(t.Config))
	d.learn(known.Facts)
	if d.AppDir != d.Dir && d.Fly.Build.Image.Present() {
		d.AppDir = "" // an image made elsewhere, whose config merely lies inside the project
	}
	if d.AppDir != "" {
		app := m.app.in(d.AppDir)
		d.Mix = app.readMix(src)
		d.Lock = app.readLock(src)
		d.Rel = ReadRel(src, d.AppDir)
		d.Lib = app.readLib(src)
	}
	d.Image = ReadImage(src, d)
	if d.Mix != nil {
		d.Tree = project.ReadTree(d.Mix, d.Lib, d.Setting)
		d.Tree.Settle(d.Env(d.Fly.DefaultGroup()))
	}
	return d
}
