package model

import (
	"strconv"
	"strings"

	"github.com/flylint/flylint/parsers/dockerfile"
)

// debianStable is the release that debian:stable and debian:latest are.
const debianStable = "trixie"

// erlangBases are the Debian releases that the official images of Erlang stand
// on, by major version of OTP from the first that does: erlang/docker-erlang-otp
// at 023b069, 2026-07-28. An image moves now and then: 28 went from bookworm to
// trixie in December 2025.
var erlangBases = [...]struct {
	otp     int
	release string
}{{28, "trixie"}, {26, "bookworm"}, {24, "bullseye"}, {20, "buster"}}

// elixirImages are the official images of Elixir by minor version: the major of
// OTP they have when their tag names none, and the newest patch version, which
// is the only one that is still built: erlef/docker-elixir at 6113c3e,
// 2025-11-15.
var elixirImages = [...]struct {
	minor      string
	otp, patch int
}{
	{"1.12", 24, 3}, {"1.13", 24, 4}, {"1.14", 26, 5}, {"1.15", 26, 8},
	{"1.16", 26, 3}, {"1.17", 27, 3}, {"1.18", 28, 4}, {"1.19", 28, 3},
}

// DistroToday is the distribution of a stage where the name of its image leaves
// the release open: the one it had when the tables here were read. It is false
// when they do not know.
func (im *Image) DistroToday(st *dockerfile.Stage) (Distro, bool) {
	d, known := im.Distro(st)
	if !known || d.Release != "" {
		return d, known
	}
	chain := stageChain(st)
	base := chain[len(chain)-1].Base
	release := ""
	switch _, name := cutLast(base.Repository, "/"); name {
	case "debian":
		release = debianStable
		if tag, _, _ := strings.Cut(base.Tag, "-"); tag != "" && tag != "stable" && tag != "latest" {
			return Distro{}, false
		}
	case "erlang":
		release = erlangBase(majorOf(base.Tag))
	case "elixir":
		otp, _ := otpOfElixir(base.Tag)
		release = erlangBase(otp)
	}
	for _, r := range distroReleases {
		if r.distro.Release == release {
			return r.distro, true
		}
	}
	return Distro{}, false
}

func erlangBase(otp int) string {
	for _, b := range erlangBases {
		if otp >= b.otp {
			return b.release
		}
	}
	return ""
}

// NoLongerBuilt reports whether a stage stands on an official image of Elixir
// that a later patch version has replaced, and whose tag names no OTP. It keeps
// what it last stood on, which its name does not say.
func (im *Image) NoLongerBuilt(st *dockerfile.Stage) bool {
	chain := stageChain(st)
	base := chain[len(chain)-1].Base
	_, name := cutLast(base.Repository, "/")
	otp, replaced := otpOfElixir(base.Tag)
	return name == "elixir" && otp == 0 && replaced
}

// otpOfElixir is the major version of OTP in a tag such as 1.18.3-otp-27-slim,
// or the one that goes without saying. It is 0 when it is not known, as with a
// version that a later one has replaced.
func otpOfElixir(tag string) (otp int, replaced bool) {
	if _, otp, found := strings.Cut(tag, "-otp-"); found {
		return majorOf(otp), false
	}
	version, _, _ := strings.Cut(tag, "-")
	for _, image := range elixirImages {
		patch, isPatch := strings.CutPrefix(version, image.minor+".")
		switch {
		case version == image.minor, isPatch && majorOf(patch) >= image.patch:
			return image.otp, false
		case isPatch:
			return 0, true
		}
	}
	return 0, false
}

// majorOf is the number a version begins with; 0 when it begins with none.
func majorOf(version string) int {
	end := strings.IndexFunc(version, func(r rune) bool { return r < '0' || r > '9' })
	if end < 0 {
		end = len(version)
	}
	n, err := strconv.Atoi(version[:end])
	if err != nil {
		return 0
	}
	return n
}
