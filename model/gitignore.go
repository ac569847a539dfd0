package model

import (
	"bytes"
	"path"
	"strings"

	"github.com/moby/patternmatcher"
)

// gitIgnores reports whether the checkout's .gitignore files leave out the file
// at name: then it is on the disk it was made on, and not in a clone, unless it
// was added all the same. The file nearest to it decides, and there the last
// line that matches it or a directory above it.
func (d *Deployment) gitIgnores(name string) bool {
	for dir := path.Dir(name); ; dir = path.Dir(dir) {
		below, ok := relativeTo(dir, name)
		if f := d.Sources.Read(path.Join(dir, ".gitignore")); ok && f != nil {
			if ignored, decided := decideByGit(f.Src, below); decided {
				return ignored
			}
		}
		if dir == "." {
			return false
		}
	}
}

// decideByGit asks one .gitignore for a file below its directory.
func decideByGit(src []byte, name string) (ignored, decided bool) {
	for line := range bytes.Lines(src) {
		pattern, negated := strings.CutPrefix(strings.TrimRight(string(line), " \t\r\n"), "!")
		if pattern == "" || pattern[0] == '#' && !negated {
			continue
		}
		m, err := patternmatcher.New([]string{dockerPattern(pattern)})
		if err != nil {
			continue
		}
		if matches, err := m.MatchesOrParentMatches(name); matches && err == nil {
			ignored, decided = !negated, true
		}
	}
	return ignored, decided
}

// dockerPattern is a pattern of Git's in Docker's language. For Git one without
// a slash, save at its end, holds at any depth.
func dockerPattern(pattern string) string {
	pattern = strings.TrimSuffix(pattern, "/")
	if strings.Contains(pattern, "/") {
		return strings.TrimPrefix(pattern, "/")
	}
	return "**/" + pattern
}
