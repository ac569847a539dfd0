package model

import (
	"bytes"
	"path"
	"strings"
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
	budget := newIgnoreBudget()
	for line := range bytes.Lines(src) {
		text, negated := strings.CutPrefix(strings.TrimRight(string(line), " \t\r\n"), "!")
		if text == "" || text[0] == '#' && !negated {
			continue
		}
		if budget.lines--; budget.lines < 0 {
			break
		}
		if budget.matchesGit(strings.TrimSuffix(text, "/"), name) {
			ignored, decided = !negated, true
		}
	}
	return ignored, decided
}

// matchesGit reports whether a pattern of Git's, without a slash at its end,
// matches a path or a directory above it. One without a slash matches names at any
// depth.
func (b *ignoreBudget) matchesGit(pattern, name string) bool {
	deep := !strings.Contains(pattern, "/")
	p, err := b.pattern(strings.TrimPrefix(pattern, "/"))
	for err == nil {
		if p.matches(name) {
			return true
		}
		var below bool
		if _, name, below = strings.Cut(name, "/"); !deep || !below {
			break
		}
	}
	return false
}
