package model

import (
	"path"
	"slices"
	"strings"

	"github.com/flylint/flylint/model/project"
	"github.com/flylint/flylint/model/source"
)

// bootFile is the file of the project that the release evaluates when it boots,
// config/runtime.exs unless mix.exs names another. It is not known where the
// release is given one that is not in the checkout, or asks something else, too.
func (d *Deployment) bootFile() (file string, known bool) {
	if d.memo.bootFile == "" {
		d.memo.bootFile, d.memo.bootFileKnown = d.findBootFile()
	}
	return d.memo.bootFile, d.memo.bootFileKnown
}

// IsBootFile reports whether a file is the one that the release evaluates when it
// boots.
func (d *Deployment) IsBootFile(f *source.File) bool {
	file, known := d.bootFile()
	return known && f != nil && (f.Path == file || f.Path == path.Join(d.AppDir, "config/releases.exs"))
}

func (d *Deployment) findBootFile() (file string, known bool) {
	usual := path.Join(d.AppDir, "config/runtime.exs")
	switch r := d.bootedRelease(); {
	case r == nil:
	case r.ConfigProviders.IsValid():
		return usual, false
	case r.RuntimeConfig.Present():
		return path.Join(d.AppDir, r.RuntimeConfig.V), r.RuntimeConfig.Set
	}
	if d.Sources.Exists(usual) || d.Sources.Exists(path.Join(d.AppDir, "config/releases.exs")) {
		return usual, true
	}
	return usual, !d.bringsBootFile(usual)
}

// bootedRelease is what mix.exs says of the release that is deployed, or of the
// only one there is.
func (d *Deployment) bootedRelease() *project.MixRelease {
	if d.Image != nil && d.Image.Release != "" {
		return d.Mix.Release(d.Image.Release)
	}
	if len(d.Mix.Releases) == 1 {
		return d.Mix.Releases[0]
	}
	return nil
}

// bringsBootFile reports whether the build may get a run-time file that the
// checkout does not have: one that Git leaves out, one that the Dockerfile speaks
// of, or one of several beside it, such as runtime.fly.exs, that a script picks.
func (d *Deployment) bringsBootFile(usual string) bool {
	if d.gitIgnores(usual) || d.Image != nil && strings.Contains(string(d.Image.File.Src), "runtime.exs") {
		return true
	}
	return slices.ContainsFunc(d.Sources.Below(path.Dir(usual)), func(name string) bool {
		base := path.Base(name)
		return strings.Contains(base, "runtime") && strings.Contains(base, ".exs")
	})
}
