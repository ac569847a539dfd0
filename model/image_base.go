package model

import "strings"

// BringsUnread reports whether what is deployed may hold things that the files do
// not show, such as servers, variables or an ENTRYPOINT: an image that is built
// elsewhere does, and so does one that is made from such an image.
func (b *Basis) BringsUnread() bool {
	if b.Image == nil || b.Image.Final == nil {
		return b.Fly.Build.Image.Present()
	}
	return !b.Image.fromKnown()
}

// fromKnown reports whether the deployed image is made from one that is known to
// hold a system and to run what it is given, no more: Docker's official ones do,
// by its rules for them, and those of Elixir.
func (im *Image) fromKnown() bool {
	chain := stageChain(im.Final)
	base := chain[len(chain)-1].Base
	if !base.Name.Known() {
		return false
	}
	repository := officialName(base.Repository)
	owner, _, owned := strings.Cut(repository, "/")
	return !owned || owner == "hexpm" || owner == "bitwalker" || strings.Contains(repository, "/distroless/")
}
