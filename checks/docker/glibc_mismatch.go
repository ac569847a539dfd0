package docker

import (
	"strconv"
	"strings"

	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model"
	"github.com/flylint/flylint/parsers"
	"github.com/flylint/flylint/parsers/dockerfile"
)

// GlibcMismatch is docker/glibc-mismatch.
func GlibcMismatch() *linter.Check {
	return &linter.Check{
		Slug:     "docker/glibc-mismatch",
		Severity: linter.Error,
		FixKind:  linter.UnsafeFix,
		Since:    "0.1.0",
		Evidence: linter.InImage,
		Elixir:   true,
		Documentation: linter.Documentation{
			Summary: "a release built on another Linux distribution, or another release of it, than it runs on",
			What: "The base images of the stage that runs `mix release` and of the stage that is deployed, with ARGs put in, as far as their tags name a distribution. An error when one has musl (Alpine) and the other glibc, " +
				"or when the builder's glibc has symbols the runner's lacks; a warning for an older builder, for equal C libraries of different distributions, and for tags that move (elixir:1.18, debian:stable); advice where these went together when flylint last looked.",
			Why: "A release brings Erlang's own runtime and compiled NIFs along, linked against the builder's libraries. On an older system they do not load: \"version `GLIBC_2.34' not found\", " +
				"\"libcrypto.so.3: cannot open shared object file\"; between Alpine and Debian nothing starts at all (\"erlexec: not found\"). An older builder mostly works, unless OpenSSL changed its major version in between.",
			Instead:    "Take both from one variable, as Phoenix's Dockerfile does: `ARG DEBIAN_VERSION=bookworm-20250811-slim`, the builder `hexpm/elixir:…-debian-${DEBIAN_VERSION}`, the runner `debian:${DEBIAN_VERSION}`.",
			FixSafety:  "The fix is unsafe: it gives the runner the builder's release, in which packages that the Dockerfile installs may have other names.",
			Ignore:     "When Erlang is linked statically, or the release takes Erlang from the runner's image in a way mix.exs does not show.",
			References: []string{releaseRequirements, phoenixContainers, "https://hub.docker.com/r/hexpm/elixir"},
		},
		Judge: glibcMismatch,
	}
}

func glibcMismatch(p *linter.Pass) {
	im := p.Image
	if im == nil || im.Builder == nil || im.Final == nil || im.Root == "" || im.Assemble == nil ||
		im.Final == im.Builder || im.Final.Inherits(im.Builder) || !bringsErlang(p) {
		return
	}
	builder, known := im.Distro(im.Builder)
	runner, alsoKnown := im.Distro(im.Final)
	if !known || !alsoKnown || sameImage(im.Builder, im.Final) {
		return
	}
	if builder.Musl() == runner.Musl() && (builder.Release == "" || runner.Release == "") {
		reportMoving(p, builder, runner)
		return
	}
	severity, why := mismatch(builder, runner)
	if why == "" {
		return
	}
	at, text := decidingText(im.Final, runner)
	d := p.Report(at, "the release is built on %s and runs on %s: %s", builder, runner, why).As(severity).
		Path("image.base").Label("%s", runner).Help("take builder and runner from one release: a runner of %s, or a builder of %s", builder, runner).
		Relate(rootStage(im.Builder).From, "the release is built on %s", builder)
	if tag := builderTag(im.Builder, runner); tag != "" && strings.Contains(text, rootStage(im.Final).Base.Tag) {
		d.UnsafeFix("packages that the runner installs may have other names in the other release", "Use "+tag,
			linter.Replace(at, strings.Replace(text, rootStage(im.Final).Base.Tag, tag, 1)))
	}
}

// reportMoving speaks of a tag such as elixir:1.18 or debian:stable, which is
// whatever Debian is current. Alpine's releases get along well enough to say
// nothing.
func reportMoving(p *linter.Pass, builder, runner model.Distro) {
	st, other := p.Image.Final, p.Image.Builder
	if runner.Release != "" {
		st, other = other, st
	}
	moves, stays := rootStage(st).Base, rootStage(other).Base
	if builder.Musl() || moves.Digest != "" || p.Image.NoLongerBuilt(st) || p.Image.NoLongerBuilt(other) {
		return
	}
	severity, end := today(p.Image)
	if end == "" {
		severity, end = linter.Warning, movingEnd(builder, runner, stays.Name.Text)
	}
	p.Report(moves, "%s does not say which release of %s it is%s", moves.Name.Text, builder.Name, end).As(severity).
		Path("image.base").Label("a moving tag").
		Help("take both from one variable: hexpm/elixir:…-debian-${DEBIAN_VERSION} and debian:${DEBIAN_VERSION}").
		Relate(rootStage(other).From, "the other one is %s", stays.Name.Text)
}

// today says what the two images were when flylint last looked: advice where
// they went together, and "" where it does not know.
func today(im *model.Image) (linter.Severity, string) {
	builder, known := im.DistroToday(im.Builder)
	runner, alsoKnown := im.DistroToday(im.Final)
	if !known || !alsoKnown {
		return 0, ""
	}
	severity, why := mismatch(builder, runner)
	if why == "" {
		return linter.Info, ", and moves to the next one: these days builder and runner are both " + builder.String() + ", later one of them may not be"
	}
	return min(severity, linter.Warning), ": these days the release is built on " + builder.String() + " and runs on " + runner.String() + "; " + why
}

// movingEnd says what comes of a moving tag: of the builder's, the runner's, or
// of both.
func movingEnd(builder, runner model.Distro, other string) string {
	const early = "the release is built on another than it runs on, and Erlang may not load (\"version `GLIBC_2.38' not found\")"
	switch builder.Release {
	case runner.Release:
		return ", nor does " + other + ", and each moves to the next in its own time: in between " + early
	case "":
		return ", and it moves to the next one: then " + early
	}
	return ", and it moves to the next one: then the release runs on another than it was built on, whose libraries may be too new for it (\"libcrypto.so.1.1: cannot open shared object file\")"
}

// mismatch says what happens to a release of one distribution on another; "" when
// nothing does.
func mismatch(builder, runner model.Distro) (linter.Severity, string) {
	switch {
	case builder.Musl() != runner.Musl():
		return linter.Error, "one has musl and the other glibc, so nothing of it starts (\"erlexec: not found\")"
	case builder == runner:
		return 0, ""
	case lacksGlibc(builder, runner):
		return linter.Error, "Erlang's runtime and compiled NIFs need a newer C library than there is (\"version `GLIBC_2." + strconv.Itoa(model.NeedsGlibc(builder.Glibc)) + "' not found\"), so the app does not start"
	case builder.OpenSSL == "3" && runner.OpenSSL == "1.1":
		return linter.Error, "Erlang's runtime is linked against newer libraries than there are, and does not load (\"libcrypto.so.3: cannot open shared object file\")"
	case builder.OpenSSL != runner.OpenSSL:
		return linter.Warning, "OpenSSL changed its major version in between, so :crypto may not load (\"libcrypto.so." + builder.OpenSSL + ": cannot open shared object file\")"
	case builder.Musl():
		return linter.Warning, "compiled NIFs and Erlang's runtime may miss libraries there"
	default:
		return linter.Warning, "Erlang's runtime and compiled NIFs are made for other libraries than there are; an older builder mostly works, and nothing promises it"
	}
}

// lacksGlibc reports whether the runner's C library is older than what a
// program of the builder asks for.
func lacksGlibc(builder, runner model.Distro) bool {
	return runner.Glibc < model.NeedsGlibc(builder.Glibc)
}

// bringsErlang reports whether the release holds Erlang's runtime, as it does
// unless mix.exs says otherwise.
func bringsErlang(p *linter.Pass) bool {
	for _, r := range p.Mix.Releases {
		if r.IncludeERTS.Present() && (!r.IncludeERTS.Set || !r.IncludeERTS.V) {
			return false
		}
	}
	return true
}

// rootStage is the stage, of those a stage builds on, that takes an image.
func rootStage(st *dockerfile.Stage) *dockerfile.Stage {
	for st.Base.Stage != nil {
		st = st.Base.Stage
	}
	return st
}

func sameImage(a, b *dockerfile.Stage) bool {
	return rootStage(a).Base.Name.Text == rootStage(b).Base.Name.Text
}

// decidingText is the text that names the runner's release: the default of an
// ARG, else what stands after FROM.
func decidingText(st *dockerfile.Stage, d model.Distro) (parsers.Range, string) {
	base := rootStage(st).Base
	for _, v := range base.Name.Uses {
		if v.Pair.Value != nil && !v.Overridden && d.Release != "" && strings.Contains(v.Pair.Value.Value, d.Release) {
			return v.Pair.Value.Range, v.Pair.Value.Raw
		}
	}
	return base.Range, base.Raw
}

// builderTag is the tag of the runner's own image that stands in the builder's
// tag: bookworm-20250811-slim in 1.18.4-erlang-27.3-debian-bookworm-20250811-slim.
func builderTag(builder *dockerfile.Stage, runner model.Distro) string {
	_, tag, found := strings.Cut(rootStage(builder).Base.Tag, "-"+runner.Name+"-")
	if !found {
		return ""
	}
	return tag
}
