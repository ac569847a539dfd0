package model

import (
	"strings"

	"github.com/flylint/flylint/parsers/dockerfile"
)

// Distro is the Linux distribution of an image, as its name tells.
type Distro struct {
	Name    string // debian, ubuntu or alpine
	Release string // bookworm, jammy, 3.20; "" when the name does not say
	Glibc   int    // the minor version of its C library 2.x; 0 when not known, and on Alpine, which has musl
	OpenSSL string // 1.1 or 3; "" when not known
}

func (d Distro) String() string {
	if d.Release == "" {
		return d.Name
	}
	return d.Name + " " + d.Release
}

// Musl reports whether the C library is musl.
func (d Distro) Musl() bool { return d.Name == "alpine" }

// distroReleases are the releases that images are named after, each with where
// its versions of libc6 and libssl were read, on 2026-11-23. docs/data.md says
// how to refresh them.
var distroReleases = [...]struct {
	distro  Distro
	version string
}{
	// Debian: the package indexes of its archive; stretch and buster have left it,
	// and are as other projects' tables of C libraries have them.
	{Distro{"debian", "stretch", 24, "1.1"}, "9"},
	{Distro{"debian", "buster", 28, "1.1"}, "10"},
	{Distro{"debian", "bullseye", 31, "1.1"}, "11"},
	{Distro{"debian", "bookworm", 36, "3"}, "12"},
	{Distro{"debian", "trixie", 41, "3"}, "13"},
	{Distro{"debian", "forky", 43, "3"}, "14"},
	// Ubuntu: the package versions in its security notices USN-6804-1 (glibc),
	// USN-6622-1 and USN-5328-1 (openssl), and packages.ubuntu.com for noble.
	{Distro{"ubuntu", "bionic", 27, "1.1"}, "18.04"},
	{Distro{"ubuntu", "focal", 31, "1.1"}, "20.04"},
	{Distro{"ubuntu", "jammy", 35, "3"}, "22.04"},
	{Distro{"ubuntu", "noble", 39, "3"}, "24.04"},
}

// Distro is the distribution a stage is based on; false when the name of its
// image does not tell.
func (im *Image) Distro(st *dockerfile.Stage) (Distro, bool) {
	if st == nil {
		return Distro{}, false
	}
	chain := stageChain(st)
	base := chain[len(chain)-1].Base
	if !base.Name.Known() || base.Name.Text == "" {
		return Distro{}, false
	}
	return distroOf(base.Repository, base.Tag)
}

// distroOf reads the name of an image: debian:bookworm-slim,
// hexpm/elixir:1.18.4-erlang-27.3.4-alpine-3.22.1, gcr.io/distroless/cc-debian12.
func distroOf(repository, tag string) (Distro, bool) {
	_, name := cutLast(repository, "/")
	words := strings.FieldsFunc(name+"-"+tag, func(r rune) bool { return r == '-' || r == '_' || r == ':' || r == '/' })
	for _, r := range distroReleases {
		for i, w := range words {
			switch {
			case w == r.distro.Release, w == r.distro.Name+r.version,
				w == r.distro.Name && i+1 < len(words) && sameVersion(words[i+1], r.version):
				return r.distro, true
			}
		}
	}
	for i, w := range words {
		if version, found := strings.CutPrefix(w, "alpine"); found {
			if version == "" && i+1 < len(words) {
				version = words[i+1]
			}
			return alpine(version), true
		}
	}
	switch name {
	case "debian", "ubuntu":
		return Distro{Name: name}, true
	case "elixir", "erlang": // the official images, where they are not called alpine
		if repository == name || repository == "library/"+name || repository == "docker.io/"+name || repository == "docker.io/library/"+name {
			return Distro{Name: "debian"}, true
		}
	}
	return Distro{}, false
}

// sameVersion reports whether a tag is of a release: 12, 12.5.
func sameVersion(tag, version string) bool {
	return tag == version || strings.HasPrefix(tag, version+".")
}

// NeedsGlibc is the newest symbol version 2.x of the C library that Erlang's
// runtime asks for when it is built with glibc 2.<builder>: a runner with an
// older one does not start it. 0 when no release here is too old.
//
// Read with readelf -V from beam.smp, erlexec and erl_child_setup of Debian's
// erlang-base in bullseye (2.29), bookworm (2.34), trixie (2.38) and sid (2.43).
func NeedsGlibc(builder int) int {
	for _, needed := range [...]int{43, 38, 34, 29} {
		if builder >= needed {
			return needed
		}
	}
	return 0
}

// alpine is the release a version such as 3.20.1 belongs to. OpenSSL 3 came with
// Alpine 3.17, says the announcement of that release.
func alpine(version string) Distro {
	d := Distro{Name: "alpine"}
	parts := strings.Split(version, ".")
	if len(parts) < 2 || parts[0] != "3" || len(parts[1]) == 0 || len(parts[1]) > 2 || strings.Trim(parts[1], "0123456789") != "" {
		return d
	}
	d.Release, d.OpenSSL = "3."+parts[1], "3"
	if len(parts[1]) == 1 || parts[1] < "17" {
		d.OpenSSL = "1.1"
	}
	return d
}
