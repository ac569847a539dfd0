package model

import (
	"path"
	"slices"
	"strings"

	"github.com/flylint/flylint/parsers/dockerfile"
)

// Copied says how a path of the project gets into a stage. The zero Copied
// means: not at all, and nothing else could bring it.
type Copied struct {
	Copy    *dockerfile.Copy // the COPY or ADD that brings it, or would if it were not ignored
	Ignored *IgnoreLine      // the line of the ignore file that leaves it out
	Unsure  bool             // a bind mount, git clone or foreign image may bring it
}

// Reaches reports whether the path is surely there.
func (c Copied) Reaches() bool { return c.Copy != nil && c.Ignored == nil }

// Misses reports whether the path is surely not there.
func (c Copied) Misses() bool { return !c.Reaches() && !c.Unsure }

// Copied tells whether a file or directory of the Elixir project, such as
// config/runtime.exs, is in the builder stage when the instruction before runs
// (at the stage's end for nil). A directory counts as copied when part of it
// is.
func (im *Image) Copied(name string, before *dockerfile.Instruction) Copied {
	source, inside := im.contextPath(name)
	if im.Builder == nil || !inside {
		return Copied{Unsure: true}
	}
	c := im.copied(im.Builder, source, before, 0)
	switch {
	case c.Copy != nil:
		c.Ignored = im.ignoredBy(source)
	case !c.Unsure:
		c.Unsure = im.isElsewhere(name)
	}
	return c
}

// copied looks for a context path among the copies of st, of the stages it
// builds on and of those it copies from.
func (im *Image) copied(st *dockerfile.Stage, name string, before *dockerfile.Instruction, depth int) Copied {
	unsure := depth > len(im.Stages)
	for _, st := range stageChain(st) {
		for _, c := range st.Copies {
			if before != nil && c.Pos() >= before.Pos() {
				continue
			}
			if c.From == nil && copiesPath(c, name) {
				return Copied{Copy: c}
			}
			if c.FromStage == nil {
				unsure = unsure || c.From != nil || copiesRemote(c)
			} else if depth <= len(im.Stages) {
				found := im.copied(c.FromStage, name, nil, depth+1)
				if found.Copy != nil {
					return found
				}
				unsure = unsure || found.Unsure
			}
		}
		unsure = unsure || fetchesSources(st)
	}
	return Copied{Unsure: unsure}
}

// isElsewhere reports whether another context may be built than this one: it
// takes no mix.exs from here, and the file or directory, or what holds it, from
// a directory that is not here.
func (im *Image) isElsewhere(name string) bool {
	if mix, ok := im.contextPath("mix.exs"); ok && im.copied(im.Builder, mix, nil, 0).Copy != nil {
		return false
	}
	return slices.ContainsFunc(im.missingSources(im.Context), func(s dockerfile.Operand) bool { return mayHold(s.Path.Text, name) })
}

// mayHold reports whether a source may be the project's file of that name, or a
// directory that holds the project.
func mayHold(source, name string) bool {
	source = strings.Trim(path.Clean(source), "/")
	if strings.HasSuffix(source, "/"+name) {
		return true
	}
	switch path.Base(source) {
	case "assets", "config", "deps", "lib", "priv", "rel", "test":
		return false
	}
	return path.Ext(source) == ""
}

// copiesPath reports whether one of the sources is name, holds it, or is part
// of it. A source that is not known may be anything.
func copiesPath(c *dockerfile.Copy, name string) bool {
	for _, source := range c.Sources {
		if source.Heredoc != nil {
			continue
		}
		p := strings.TrimPrefix(path.Clean(source.Path.Text), "/")
		if p == "." || p == "" || !source.Path.Known() || coversPath(p, name) {
			return true
		}
	}
	return false
}

// coversPath reports whether the pattern and the path meet: equal, or one below
// the other, segment by segment as far as the shorter one goes.
func coversPath(pattern, name string) bool {
	for deeper := true; deeper; {
		var segment, part string
		var morePattern, moreName bool
		segment, pattern, morePattern = strings.Cut(pattern, "/")
		part, name, moreName = strings.Cut(name, "/")
		if ok, err := path.Match(segment, part); err == nil && !ok {
			return false
		}
		deeper = morePattern && moreName
	}
	return true
}

// copiesRemote reports whether an ADD fetches something from elsewhere, or takes
// it out of an archive.
func copiesRemote(c *dockerfile.Copy) bool {
	for _, source := range c.Sources {
		if name := source.Path.Text; isRemote(name) || strings.Contains(name, ".tar") || strings.HasSuffix(name, ".tgz") {
			return true
		}
	}
	return false
}

// fetchesSources reports whether a stage gets files past COPY: by a bind mount
// of the context or with git.
func fetchesSources(st *dockerfile.Stage) bool {
	for _, in := range st.Instructions {
		if in.Name != "RUN" {
			continue
		}
		for _, flag := range in.Flags {
			if flag.Name == "mount" && flag.Value != nil && strings.Contains(flag.Value.Value, "type=bind") {
				return true
			}
		}
		for command := range runCommands(in) {
			if p := programOf(command); len(p) > 1 && p[0].text == "git" && p[1].text == "clone" {
				return true
			}
		}
	}
	return false
}

// ignoredBy is the line of the ignore file that keeps name out of the build
// context; for a directory, the one that keeps out every file below it.
func (im *Image) ignoredBy(name string) *IgnoreLine {
	if im.Ignore == nil {
		return nil
	}
	if !im.isDir(name) {
		return im.ignoringLine(name)
	}
	var line *IgnoreLine
	dir := path.Join(im.Context, name)
	for _, p := range im.basis.Sources.Below(dir) {
		inContext, _ := relativeTo(im.Context, p)
		if line = im.ignoringLine(inContext); line == nil {
			break
		}
	}
	return line
}

func (im *Image) ignoringLine(name string) *IgnoreLine {
	if l := im.Ignore.Decides(name); l != nil && !l.Negated {
		return l
	}
	return nil
}
