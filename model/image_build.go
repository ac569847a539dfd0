package model

import (
	"path"
	"slices"
	"strings"

	"github.com/flylint/flylint/parsers/dockerfile"
)

// findBuilder finds the stage that builds the release: among those that end up
// in the final stage, the last one that runs `mix release`, else the last one
// that compiles.
func (im *Image) findBuilder() {
	var compiles *dockerfile.Stage
	for _, st := range im.deployedStages() {
		runs := stageMix(st)
		if slices.ContainsFunc(runs, func(r MixRun) bool { return r.Task == "release" }) {
			im.Builder = st
		} else if slices.ContainsFunc(runs, func(r MixRun) bool { return r.Task == "compile" }) {
			compiles = st
		}
	}
	if im.Builder == nil {
		im.Builder = compiles
	}
	for _, st := range slices.Backward(stageChain(im.Builder)) {
		im.Mix = append(im.Mix, stageMix(st)...)
	}
	for _, run := range im.Mix {
		if run.Task == "release" {
			im.Assemble = run.Instruction
		}
	}
}

// stageMix lists the mix tasks that a stage itself runs.
func stageMix(st *dockerfile.Stage) []MixRun {
	var runs []MixRun
	for _, in := range st.Instructions {
		if in.Name != "RUN" {
			continue
		}
		for command := range runCommands(in) {
			runs = append(runs, mixTasks(in, command)...)
		}
	}
	return runs
}

// deployedStages lists, in the order of the file, the stages that the final
// stage takes something from, itself included.
func (im *Image) deployedStages() []*dockerfile.Stage {
	needed := map[*dockerfile.Stage]bool{}
	var need func(*dockerfile.Stage)
	need = func(st *dockerfile.Stage) {
		if st == nil || needed[st] {
			return
		}
		needed[st] = true
		need(st.Base.Stage)
		for _, c := range st.Copies {
			need(c.FromStage)
		}
	}
	need(im.Final)
	return slices.DeleteFunc(slices.Clone(im.Stages), func(st *dockerfile.Stage) bool { return !needed[st] })
}

// findRelease finds the release in the final stage: what was copied there from
// _build/ENV/rel/NAME, or where `mix release --path` put it.
func (im *Image) findRelease() {
	for _, st := range stageChain(im.Final) {
		for _, c := range slices.Backward(st.Copies) {
			for _, source := range c.Sources {
				if c.From != nil && im.isRelease(source.Path.Text, c) {
					im.Carries = c
					return
				}
			}
		}
	}
	if im.Builder != nil && im.Builder == im.Final && im.Assemble != nil {
		// One stage: the release runs where it was assembled.
		im.Root = path.Join("/", im.Builder.Workdir.Text, "_build/prod/rel", im.appRelease())
		im.Release = im.appRelease()
	}
}

// isRelease tries source of c as a release, and notes its name and place.
func (im *Image) isRelease(source string, c *dockerfile.Copy) bool {
	dest := absolute(c.Dir, c.Dest.Path.Text)
	if name, below, ok := releaseDir(source); ok {
		switch {
		case name == "": // _build/prod/rel: the directory of all releases
			im.Release = im.appRelease()
			im.Root = path.Join(dest, im.Release)
		case below == "":
			im.Root = dest
			if name != "*" {
				im.Release = name
			}
		default:
			return false
		}
		return true
	}
	if out := im.releasePath(); out != "" && absolute("/", source) == out {
		im.Root, im.Release = dest, im.appRelease()
		return true
	}
	return false
}

// releaseDir finds the release in a path such as /app/_build/prod/rel/my_app/bin:
// its name, and what follows.
func releaseDir(p string) (name, below string, ok bool) {
	parts := strings.Split(path.Clean(p), "/")
	for i, part := range parts {
		if part == "rel" && i >= 2 && parts[i-2] == "_build" {
			rest := append(slices.Clone(parts[i+1:]), "", "")
			return rest[0], strings.Join(parts[min(i+2, len(parts)):], "/"), true
		}
	}
	return "", "", false
}

// releasePath is the absolute directory that `mix release --path` was given, or
// empty.
func (im *Image) releasePath() string {
	for _, run := range im.Mix {
		if run.Task != "release" {
			continue
		}
		for i, arg := range run.Args {
			if value, found := strings.CutPrefix(arg, "--path="); found {
				return absolute(im.Builder.Workdir.Text, value)
			}
			if arg == "--path" && i+1 < len(run.Args) {
				return absolute(im.Builder.Workdir.Text, run.Args[i+1])
			}
		}
	}
	return ""
}

// appRelease is the name of the release that `mix release` builds: its
// argument, else the only one of mix.exs; empty when that is not known.
func (im *Image) appRelease() string {
	for _, run := range im.Mix {
		if run.Task == "release" && len(run.Args) > 0 && !strings.HasPrefix(run.Args[0], "-") {
			return run.Args[0]
		}
	}
	if names := im.basis.releaseNames(); len(names) == 1 {
		return names[0]
	}
	return ""
}
