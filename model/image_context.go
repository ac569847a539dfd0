package model

import (
	"path"
	"strings"

	"github.com/flylint/flylint/parsers/dockerfile"
)

// findContext finds the directory of the build context: the one fly deploy is
// run in. When that does not hold what the Dockerfile copies, the command must
// be run elsewhere, with --config: then it is the directory, from the
// Dockerfile's upwards, that holds most of it.
func (im *Image) findContext() string {
	best := im.basis.Dir
	fewest := len(im.missingSources(best))
	for dir := path.Dir(im.File.Path); fewest > 0; dir = path.Dir(dir) {
		if missing := len(im.missingSources(dir)); missing < fewest {
			best, fewest = dir, missing
		}
		if dir == "." || dir == "/" {
			break
		}
	}
	return best
}

// nameAbove finds what the directory of the build context is called when the
// context really is the directory above, which is not at hand: a workspace of
// several repositories, or the rest of one. The Dockerfile then copies
// shop/mix.exs, and there is no shop, but a mix.exs. It is empty otherwise.
func (im *Image) nameAbove() string {
	for _, missing := range im.missingSources(im.Context) {
		name, inside, _ := strings.Cut(strings.TrimPrefix(path.Clean(missing.Path.Text), "/"), "/")
		if path.Base(inside) == "mix.exs" && im.existsIn(im.Context, inside) && !im.existsIn(im.Context, name) {
			return name
		}
	}
	return ""
}

// missingSources lists the sources of COPY and ADD that do not exist in dir.
func (im *Image) missingSources(dir string) []dockerfile.Operand {
	var missing []dockerfile.Operand
	for _, st := range im.Stages {
		for _, c := range st.Copies {
			if c.From != nil {
				continue
			}
			for _, source := range c.Sources {
				if isContextPath(source) && !im.existsIn(dir, source.Path.Text) {
					missing = append(missing, source)
				}
			}
		}
	}
	return missing
}

// isContextPath reports whether a source is one path of the build context, with
// nothing unknown in it.
func isContextPath(source dockerfile.Operand) bool {
	p := source.Path.Text
	return source.Heredoc == nil && source.Path.Known() && !strings.ContainsAny(p, "*?[") &&
		!strings.Contains(p, "://") && !strings.HasPrefix(p, "git@")
}

func (im *Image) existsIn(dir, p string) bool {
	_, ok := im.basis.Sources.Kind(path.Join(dir, strings.TrimPrefix(path.Clean(p), "/")))
	return ok
}
