package model

import (
	"path"
	"slices"
	"strings"

	"github.com/flylint/flylint/model/flyconfig"
	"github.com/flylint/flylint/parsers/dockerfile"
)

// OriginKind says where a file of the image comes from.
type OriginKind uint8

// The origins told apart.
const (
	OriginUnknown OriginKind = iota // the base image, a RUN or a foreign image may have made it
	OriginRelease                   // mix release made it: an overlay, or the release's own script
	OriginContext                   // a file of the build context
	OriginInline                    // a here-document of the Dockerfile
	OriginAbsent                    // nothing makes it
)

// Origin is where a file of the image comes from.
type Origin struct {
	Kind    OriginKind
	Path    string           // OriginRelease: below the release; OriginContext: from the root of the run
	Copy    *dockerfile.Copy // OriginContext, OriginInline: what brings it
	Ignored *IgnoreLine      // OriginContext: the line of the ignore file that leaves it out
}

// Origin finds out where the program or file at name comes from, as seen from
// the final stage's working directory. A name without a slash is looked up in
// PATH, so its origin is unknown.
func (im *Image) Origin(name string) Origin {
	if im.Final == nil || !strings.Contains(name, "/") {
		return Origin{}
	}
	name = absolute(im.Final.Workdir.Text, name)
	if o := im.origin(im.Final, name, 0); o.Kind != OriginUnknown {
		return o
	}
	if im.provablyAbsent(name) {
		return Origin{Kind: OriginAbsent}
	}
	return Origin{}
}

// origin looks name up in a stage and in what it builds on and copies from.
func (im *Image) origin(st *dockerfile.Stage, name string, depth int) Origin {
	if depth > len(im.Stages) {
		return Origin{}
	}
	for _, st := range stageChain(st) {
		for _, c := range slices.Backward(st.Copies) {
			for _, source := range c.Sources {
				if o := im.originOf(c, source, name, depth); o.Kind != OriginUnknown {
					return o
				}
			}
		}
	}
	if below, ok := within(im.Root, name); ok && im.Root != "" && st == im.Builder {
		return im.releaseFile(below)
	}
	return Origin{}
}

// originOf is the origin of name if one source of a COPY brings it.
func (im *Image) originOf(c *dockerfile.Copy, source dockerfile.Operand, name string, depth int) Origin {
	from := source.Path.Text
	for _, dest := range destinations(c, source) {
		below, ok := within(dest, name)
		if !ok {
			continue
		}
		if o := im.originBelow(c, source, path.Join(from, below), depth); o.Kind != OriginUnknown {
			return o
		}
	}
	return Origin{}
}

// destinations lists where a source of a COPY may end: at the destination
// itself, or below it under its own name. Which, depends on what is there.
func destinations(c *dockerfile.Copy, source dockerfile.Operand) []string {
	dest := absolute(c.Dir, c.Dest.Path.Text)
	if source.Heredoc != nil {
		return []string{dest, path.Join(dest, source.Heredoc.Name)}
	}
	return []string{dest, path.Join(dest, path.Base(source.Path.Text))}
}

// originBelow is the origin of the file that a COPY would take from p.
func (im *Image) originBelow(c *dockerfile.Copy, source dockerfile.Operand, p string, depth int) Origin {
	switch {
	case source.Heredoc != nil:
		return Origin{Kind: OriginInline, Copy: c}
	case c.From == nil:
		return im.contextFile(c, p)
	}
	if name, below, ok := releaseDir(p); ok && (name == "*" || name != "") {
		return im.releaseFile(below)
	}
	if out := im.releasePath(); out != "" {
		if below, ok := within(out, absolute("/", p)); ok {
			return im.releaseFile(below)
		}
	}
	if c.FromStage == nil {
		return Origin{}
	}
	return im.origin(c.FromStage, absolute("/", p), depth+1)
}

// broughtAs is the origin of a file of that name that the final stage takes from
// the build context, wherever it puts it.
func (im *Image) broughtAs(name string) Origin {
	if im.Final == nil {
		return Origin{}
	}
	for _, st := range stageChain(im.Final) {
		for _, c := range slices.Backward(st.Copies) {
			for _, source := range c.Sources {
				if c.From == nil && source.Heredoc == nil && path.Base(source.Path.Text) == name {
					return im.contextFile(c, source.Path.Text)
				}
			}
		}
	}
	return Origin{}
}

// contextFile is the origin of a file of the build context, if there is one.
func (im *Image) contextFile(c *dockerfile.Copy, p string) Origin {
	p = strings.TrimPrefix(path.Clean(p), "/")
	full := path.Join(im.Context, p)
	if inside, ok := strings.CutPrefix(p, im.Above+"/"); ok && im.Above != "" {
		full = path.Join(im.Context, inside)
	}
	if !im.basis.Sources.Exists(full) {
		return Origin{}
	}
	return Origin{Kind: OriginContext, Path: full, Copy: c, Ignored: im.ignoringLine(p)}
}

// releaseFile is the origin of a file of the release, if mix release makes it.
func (im *Image) releaseFile(below string) Origin {
	d := im.basis
	first, rest, _ := strings.Cut(below, "/")
	switch {
	case d.Rel.Overlay(below) != nil,
		first == "lib", first == "releases", strings.HasPrefix(first, "erts-"),
		first == "bin" && rest != "" && (rest == im.Release || slices.Contains(d.releaseNames(), rest)):
		return Origin{Kind: OriginRelease, Path: below}
	}
	return Origin{}
}

// provablyAbsent reports whether a file of the release's bin directory is made
// by nothing: neither an overlay nor a release is called so, and no instruction
// speaks of the name. It takes a readable mix.exs, in which overlays of other
// directories would be seen, and a checkout that is complete.
func (im *Image) provablyAbsent(name string) bool {
	if im.Root == "" || path.Dir(name) != path.Join(im.Root, "bin") || !im.basis.releasesReadable() {
		return false
	}
	guest := func(f *flyconfig.GuestFile) bool { return f.GuestPath.V == name }
	if slices.ContainsFunc(im.basis.Fly.Files, guest) || len(im.missingSources(im.Context)) > 0 {
		return false
	}
	for _, st := range im.deployedStages() {
		for _, in := range st.Instructions {
			if in.Name == "RUN" && mayMake(in, im.File.Text(in.Range), path.Base(name)) {
				return false
			}
		}
	}
	for _, st := range stageChain(im.Final) {
		if slices.ContainsFunc(st.Copies, func(c *dockerfile.Copy) bool { return im.mayBring(c, name) }) {
			return false
		}
	}
	return true
}

// mayMake reports whether a RUN may make a file of that name in a bin directory:
// it speaks of it, generates the overlays, or puts other files there.
func mayMake(in *dockerfile.Instruction, text, name string) bool {
	if strings.Contains(text, name) || strings.Contains(text, "phx.gen.release") {
		return true
	}
	for command := range runCommands(in) {
		p := programOf(command)
		if len(p) == 0 {
			continue
		}
		switch p[0].text {
		case "cp", "mv", "ln", "install", "rsync":
			if path.Base(p[len(p)-1].text) == "bin" {
				return true
			}
		}
	}
	return false
}

// mayBring reports whether a COPY from elsewhere than the build context, and
// not of the release, puts something where name is.
func (im *Image) mayBring(c *dockerfile.Copy, name string) bool {
	if _, below := within(absolute(c.Dir, c.Dest.Path.Text), name); !below || c.From == nil {
		return false
	}
	for _, source := range c.Sources {
		_, _, release := releaseDir(source.Path.Text)
		if !release && absolute("/", source.Path.Text) != im.releasePath() {
			return true
		}
	}
	return false
}

// Speaks reports whether a RUN of the stages that end up in the image has a text
// in it, such as the name of a program or file.
func (im *Image) Speaks(text string) bool {
	for _, st := range im.deployedStages() {
		for _, in := range st.Instructions {
			if in.Name == "RUN" && strings.Contains(im.File.Text(in.Range), text) {
				return true
			}
		}
	}
	return false
}
