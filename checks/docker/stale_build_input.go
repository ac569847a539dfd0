package docker

import (
	"path"
	"slices"
	"strings"

	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model"
	"github.com/flylint/flylint/model/source"
	"github.com/flylint/flylint/parsers"
	"github.com/flylint/flylint/parsers/dockerfile"
)

// StaleBuildInput is docker/stale-build-input.
func StaleBuildInput() *linter.Check {
	return &linter.Check{
		Slug:     "docker/stale-build-input",
		Severity: linter.Info,
		FixKind:  linter.SafeFix,
		Since:    "0.1.0",
		Evidence: linter.InImage,
		Elixir:   true,
		Documentation: linter.Documentation{
			Summary: "something in the image that the checkout does not decide",
			What: "The stages that end up in the image are searched for `RUN git clone` without a commit, `ADD` of a URL without a checksum, COPY of `_build` or `deps`, a COPY of the whole directory while .dockerignore lets the " +
				"machine's own `_build` and `deps` in, and a build without mix.lock.",
			Why: "BuildKit keeps layers by the content of what they copy: \"CACHED\" on every line means that the same files were sent, nothing worse. A RUN is kept by its text alone, so a clone is never repeated while its line and those above stay the same, " +
				"and an old revision is deployed; what ADD gets from an address changes behind the checkout's back. Files compiled on a laptop are taken for those of the build: modules of deleted files live on, and NIFs made for macOS do not load. Without mix.lock each build takes the newest dependencies it finds.",
			Instead:    "Copy sources only, and name `_build` and `deps` in .dockerignore; check a clone out at a commit; give ADD a `--checksum`; commit mix.lock and copy it with mix.exs.",
			FixSafety:  "The fix adds lines to .dockerignore: the build makes `_build` and `deps` itself.",
			Ignore:     "When the newest state of the other source is wanted, and the cache is dealt with (`--no-cache`).",
			References: []string{"https://docs.docker.com/build/cache/invalidation/", "https://docs.docker.com/build/concepts/context/#dockerignore-files", dockerfileReference + "#add---checksum"},
		},
		Judge: staleBuildInput,
	}
}

func staleBuildInput(p *linter.Pass) {
	im := p.Image
	if im == nil || im.Builder == nil {
		return
	}
	for _, fetch := range im.Fetches() {
		effect, help := fetched(fetch)
		p.Report(fetch, "%s is not pinned to a revision%s", fetch.What, effect).
			Path("image.%s", fetch.Kind).Label("may be any revision").Help("%s", help)
	}
	for _, name := range [...]string{"_build", "deps"} {
		if c := copiedByName(im, name); c != nil {
			p.Report(c, "%s is copied from the machine that builds: what was compiled there, perhaps for another system or from files long deleted, is in the image", name).
				Path("image.%s", name).Label("compiled elsewhere").Help("copy sources only; mix deps.get and mix compile make %s in the image", name)
		}
	}
	reportHostBuild(p)
	reportLock(p)
}

// fetched says what an unpinned source does to the image, and how to pin it.
func fetched(f model.Fetch) (effect, help string) {
	if f.Kind == "add" {
		return ": the image holds what the address gave that day, and the same checkout builds another one tomorrow",
			"give it --checksum=sha256:…, or a version in the URL with it"
	}
	return ", and Docker runs the line again only when its text changes: an old copy stays in the image",
		"check out a commit: git -C directory checkout COMMIT"
}

// copiedByName is the COPY from the build context that names a directory which
// mix makes.
func copiedByName(im *model.Image, name string) *dockerfile.Copy {
	for _, st := range im.Stages {
		if st != im.Builder && st != im.Final && !im.Builder.Inherits(st) {
			continue
		}
		for _, c := range st.Copies {
			if c.From != nil {
				continue
			}
			for _, source := range c.Sources {
				if p := strings.Trim(strings.TrimPrefix(source.Path.Text, "./"), "/"); p == name || strings.HasPrefix(p, name+"/") {
					return c
				}
			}
		}
	}
	return nil
}

// reportHostBuild speaks of the machine's own _build and deps where the whole
// directory is copied into the stage that compiles.
func reportHostBuild(p *linter.Pass) {
	im := p.Image
	var whole *dockerfile.Copy
	let := []string{}
	for _, name := range [...]string{"_build", "deps"} {
		if c := im.Copied(name, im.Assemble); c.Copy != nil && c.Ignored == nil && copiesAll(c.Copy) {
			whole, let = c.Copy, append(let, name)
		}
	}
	if whole == nil {
		return
	}
	d := p.Report(whole, "the whole directory is copied, and nothing leaves out %s of the machine that builds: modules compiled there, perhaps for another system or from files long deleted, count as those of the build",
		strings.Join(let, " and ")).
		Path("image.dockerignore").Label("brings %s along", strings.Join(let, " and ")).
		Help("add %s to %s", strings.Join(let, " and "), ignoreName(im))
	if im.Ignore != nil && (getsDeps(im) || !slices.Contains(let, "deps")) {
		at, text := appendLines(im.Ignore.File, let)
		d.Fix("Leave "+strings.Join(let, " and ")+" out of the build", linter.Replace(at, text))
	}
}

// getsDeps reports whether the build fetches dependencies itself; else it needs
// those that are copied.
func getsDeps(im *model.Image) bool {
	return slices.ContainsFunc(im.Mix, func(run model.MixRun) bool { return run.Task == "deps.get" })
}

// copiesAll reports whether a COPY takes the whole build context.
func copiesAll(c *dockerfile.Copy) bool {
	for _, source := range c.Sources {
		switch source.Path.Text {
		case ".", "./", "/":
			return source.Heredoc == nil
		}
	}
	return false
}

func ignoreName(im *model.Image) string {
	if im.Ignore != nil {
		return im.Ignore.File.Path
	}
	return ".dockerignore"
}

// appendLines is the edit that adds lines at the end of a file.
func appendLines(f *source.File, lines []string) (parsers.Range, string) {
	end := f.Range().To
	text := strings.Join(lines, "\n") + "\n"
	if len(f.Src) > 0 && f.Src[len(f.Src)-1] != '\n' {
		text = "\n" + text
	}
	return parsers.Range{From: end, To: end}, text
}

// reportLock speaks of a build that gets dependencies without mix.lock.
func reportLock(p *linter.Pass) {
	im := p.Image
	for _, run := range im.Mix {
		if run.Task != "deps.get" || p.Mix.Lockfile.Present() || len(p.Mix.Deps) == 0 {
			continue
		}
		lock := im.Copied("mix.lock", run.Instruction)
		if !lock.Misses() || lock.Ignored == nil && bringsLock(im, run.Instruction) {
			return
		}
		d := p.Report(run.Instruction, "mix.lock is not in the image when mix deps.get runs: every build takes the newest versions that mix.exs allows, which nobody has tested").
			Path("image.mix_lock").Label("resolves anew").Help("COPY mix.exs mix.lock ./ above this line, and commit mix.lock")
		if lock.Ignored != nil {
			d.Relate(lock.Ignored, "this line leaves it out")
		}
		return
	}
}

// bringsLock reports whether some mix.lock is copied above an instruction: that
// of another project, which mix may well be run in.
func bringsLock(im *model.Image, before *dockerfile.Instruction) bool {
	for _, st := range im.Stages {
		for _, c := range st.Copies {
			if c.Pos() < before.Pos() && slices.ContainsFunc(c.Sources, func(o dockerfile.Operand) bool { return path.Base(o.Path.Text) == "mix.lock" }) {
				return true
			}
		}
	}
	return false
}
