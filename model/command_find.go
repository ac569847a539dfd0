package model

import (
	"bytes"
	"path"
	"slices"

	"github.com/flylint/flylint/model/project"
	"github.com/flylint/flylint/parsers/shell"
)

// find traces a program: to the release's own script (its name), to a shell
// script that can be read, or to neither.
func (r *runner) find(program Word) (Origin, *Script, string) {
	base := baseName(program.Text)
	absent := false
	for _, candidate := range r.candidates(program) {
		o := r.b.Image.Origin(candidate)
		switch o.Kind {
		case OriginRelease:
			if overlay := r.b.Rel.Overlay(o.Path); overlay != nil {
				return o, r.b.Rel.Script(overlay), ""
			}
			if path.Dir(o.Path) == "bin" {
				return o, nil, base
			}
			return o, nil, ""
		case OriginContext:
			return o, readShellScript(r.b.Sources, o.Path), ""
		case OriginInline:
			return o, inlineScript(o), ""
		case OriginAbsent:
			absent = program.Known
		}
	}
	if absent {
		return Origin{Kind: OriginAbsent}, nil, ""
	}
	return r.guess(program, base)
}

// candidates lists the absolute paths that a program may mean: as seen from the
// script's directory and from the working directory. A path whose beginning is
// not known, such as "$(dirname "$0")/run", is looked up beside the script and
// in the release's bin directory.
func (r *runner) candidates(program Word) []string {
	im := r.b.Image
	if im == nil || im.Final == nil {
		return nil
	}
	p := program.Text
	switch {
	case !program.Known && r.call.dir != "":
		return []string{path.Join(r.call.dir, baseName(p)), path.Join("/", im.Root, "bin", baseName(p))}
	case !program.Known:
		return []string{path.Join("/", im.Root, "bin", baseName(p))}
	case path.IsAbs(p):
		return []string{path.Clean(p)}
	case baseName(p) == p:
		return nil // looked up in PATH
	case r.call.dir != "":
		return []string{path.Join(r.call.dir, p), absolute(im.Final.Workdir.Text, p)}
	}
	return []string{absolute(im.Final.Workdir.Text, p)}
}

// directory is where a script lies in the image; empty when that is not known.
func (r *runner) directory(program Word) string {
	if all := r.candidates(program); len(all) > 0 {
		return path.Dir(all[0])
	}
	return ""
}

// guess traces a program by its name alone, where the image does not tell: when
// there is no Dockerfile, or when a script was reached through PATH or an
// unknown directory.
func (r *runner) guess(program Word, base string) (Origin, *Script, string) {
	if !program.Known || base == program.Text || r.b.Image == nil || r.b.Image.Root == "" {
		if overlay := r.b.Rel.Overlay("bin/" + base); overlay != nil {
			return Origin{Kind: OriginRelease, Path: overlay.Path}, r.b.Rel.Script(overlay), ""
		}
		if slices.Contains(r.b.releaseNames(), base) {
			return Origin{Kind: OriginRelease, Path: "bin/" + base}, nil, base
		}
	}
	return Origin{}, nil, ""
}

// inlineScript reads the here-document that a COPY writes to the image.
func inlineScript(o Origin) *Script {
	for _, source := range o.Copy.Sources {
		if source.Heredoc != nil {
			return &Script{Script: parseText(source.Heredoc.Content)}
		}
	}
	return nil
}

// parseText parses a script that is no file of its own. Its positions mean
// nothing outside of it.
func parseText(text string) *shell.Script {
	return shell.Parse(detachedFile(len(text)), []byte(text))
}

// releaseNames lists the releases that mix can build, as far as the files tell.
func (b *Basis) releaseNames() []string {
	names := b.Mix.ReleaseNames()
	if b.Image != nil && b.Image.Release != "" && !slices.Contains(names, b.Image.Release) {
		names = append(slices.Clone(names), b.Image.Release)
	}
	return names
}

// releaseName is the release that is deployed: the one the image holds, or the
// only one there is; empty when that is not known.
func (b *Basis) releaseName() string {
	if b.Image != nil && b.Image.Release != "" {
		return b.Image.Release
	}
	if names := b.Mix.ReleaseNames(); len(names) == 1 {
		return names[0]
	}
	if b.Mix != nil {
		return b.Mix.DefaultRelease.V
	}
	return ""
}

// releasesReadable reports whether mix.exs says all about what a release
// holds: steps and overlays of its own could add files.
func (b *Basis) releasesReadable() bool {
	if b.Mix == nil || !b.Mix.ProjectKnown || b.ReleasesUmbrella() {
		return false
	}
	return !slices.ContainsFunc(b.Mix.Releases, func(r *project.MixRelease) bool {
		return r.Steps != nil || r.Overlays.Present()
	})
}

// ReleasesUmbrella reports whether the image is built of an umbrella that the
// app is only one part of: then the releases and rel/ are the umbrella's.
func (b *Basis) ReleasesUmbrella() bool {
	if b.Image == nil || b.Image.Context == b.AppDir {
		return false
	}
	project := b.Sources.Read(path.Join(b.Image.Context, "mix.exs"))
	return project != nil && bytes.Contains(project.Src, []byte("apps_path"))
}

// releaseRoot is the directory of the release in the image; empty when that is
// not known.
func (b *Basis) releaseRoot() string {
	if b.Image == nil {
		return ""
	}
	return b.Image.Root
}
