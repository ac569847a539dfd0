package model

import (
	"path"
	"slices"
	"strings"

	"github.com/flylint/flylint/parsers"
	"github.com/flylint/flylint/parsers/dockerfile"
)

// Fetch is something that an image takes from elsewhere than the build context,
// without saying which revision of it.
type Fetch struct {
	parsers.Range
	Kind string // clone or add
	What string // as people would say it: git clone https://…
}

// Fetches lists what the deployed stages fetch without a revision: `git clone`
// in a stage that checks nothing out afterwards, and ADD of a URL without a
// checksum or a version in it.
func (im *Image) Fetches() []Fetch {
	var found []Fetch
	for _, st := range im.deployedStages() {
		for _, in := range st.Instructions {
			if in.Name == "RUN" {
				found = append(found, clones(in)...)
			}
		}
		for _, c := range st.Copies {
			if c.Name == "ADD" && c.Flag("checksum") == nil {
				found = append(found, added(c)...)
			}
		}
	}
	return found
}

// clones lists the clones of a RUN, unless it also checks out a revision.
func clones(in *dockerfile.Instruction) []Fetch {
	var found []Fetch
	for command := range runCommands(in) {
		p := programOf(command)
		if len(p) < 2 || path.Base(p[0].text) != "git" {
			continue
		}
		words := runTexts(p)
		if slices.Contains(words, "checkout") || slices.Contains(words, "reset") {
			return nil
		}
		if words[1] == "clone" && !slices.ContainsFunc(words, namesRevision) {
			found = append(found, Fetch{Range: p[0].Range, Kind: "clone", What: "git clone " + cloned(words[2:])})
		}
	}
	return found
}

// namesRevision reports whether a word of git clone says which revision: a
// branch option, which mostly names a tag.
func namesRevision(word string) bool {
	return word == "-b" || strings.HasPrefix(word, "--branch") || strings.HasPrefix(word, "--revision")
}

func cloned(words []string) string {
	for _, w := range words {
		if strings.Contains(w, "://") || strings.Contains(w, "@") {
			return w
		}
	}
	return ""
}

func runTexts(words []runWord) []string {
	var out []string
	for _, w := range words {
		out = append(out, w.text)
	}
	return out
}

// added lists the remote sources of an ADD that may change behind their URL.
func added(c *dockerfile.Copy) []Fetch {
	var found []Fetch
	for _, source := range c.Sources {
		url := source.Path.Text
		if source.Heredoc == nil && isRemote(url) && !strings.ContainsAny(url, "0123456789#") {
			found = append(found, Fetch{Range: source.Range, Kind: "add", What: "ADD " + url})
		}
	}
	return found
}

// isRemote reports whether a source of ADD is fetched from elsewhere.
func isRemote(source string) bool {
	return strings.Contains(source, "://") || strings.HasPrefix(source, "git@")
}
