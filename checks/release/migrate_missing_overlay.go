package release

import (
	"bytes"

	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model"
)

// overlayOf is the overlay that the release command itself names, or nil.
func overlayOf(p *linter.Pass, c *model.Command) *model.Overlay {
	if len(c.Argv) == 0 {
		return nil
	}
	o := p.Image.Origin(c.Argv[0].Text)
	if o.Kind != model.OriginRelease {
		return nil
	}
	return p.Rel.Overlay(o.Path)
}

// reportUnusable looks at the line ends and the executable bit of a script.
func reportUnusable(p *linter.Pass, c *model.Command, overlay *model.Overlay) {
	file := p.Sources.Read(overlay.Source)
	if file == nil {
		return
	}
	first, _, _ := bytes.Cut(file.Src, []byte("\n"))
	switch {
	case bytes.HasPrefix(first, []byte("#!")) && bytes.HasSuffix(first, []byte("\r")) && !p.Image.Speaks("dos2unix") && !p.Image.Speaks(`\r`):
		p.Report(c, "%s has Windows line ends: the kernel looks for an interpreter with a carriage return in its name, and the release command fails with \"no such file or directory\"", overlay.Source).
			Path("deploy.release_command").Label("cannot be started").Help("store %s with LF line ends; \"rel/overlays/** text eol=lf\" in .gitattributes keeps them", overlay.Source).
			Relate(file.Start(), "its first line ends in CR LF")
	case !overlay.Executable && othersExecutable(p, overlay) && !p.Image.Speaks("chmod"):
		p.Report(c, "%s is not executable: the release command fails with \"Permission denied\" and the deploy is aborted", overlay.Source).
			Path("deploy.release_command").Label("cannot be started").Help("git update-index --chmod=+x %s, or chmod +x it before mix release", overlay.Source).
			Relate(file.Start(), "not executable in this checkout")
	}
}

// othersExecutable reports whether another overlay may be executed: then the
// file system of the checkout does keep such bits.
func othersExecutable(p *linter.Pass, overlay *model.Overlay) bool {
	for _, o := range p.Rel.Overlays {
		if o.Executable && o.Path != overlay.Path {
			return true
		}
	}
	return false
}
