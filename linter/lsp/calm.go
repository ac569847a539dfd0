package lsp

import (
	"slices"

	"github.com/flylint/flylint/linter"
)

// shown is a finding as the client sees it. Its place follows the edits made
// since it was found.
type shown struct {
	*linter.Finding
	at      place
	related []place // as Finding.Related; not ok where an edit reached in
	stale   bool    // the file does not parse now, and it is from before
}

// place is a range of bytes in a file as the buffer is now.
type place struct {
	file     string
	from, to int
	ok       bool // no edit has reached into it
}

func newShown(f *linter.Finding) *shown {
	s := &shown{Finding: f, at: placeOf(f.File, f.Range)}
	for _, r := range f.Related {
		s.related = append(s.related, placeOf(r.File, r.Range))
	}
	return s
}

func placeOf(file string, r linter.Range) place {
	return place{file, r.Start.Offset, r.End.Offset, true}
}

// carry moves every shown place in a file along with an edit.
func (g *group) carry(file string, edit splice) {
	move := func(p *place) (lost bool) {
		if p.file != file || !p.ok {
			return false
		}
		p.from, p.to, p.ok = edit.carry(p.from, p.to)
		return !p.ok
	}
	for _, s := range g.shown {
		lost := move(&s.at)
		for i := range s.related {
			lost = move(&s.related[i]) || lost
		}
		g.torn = g.torn || lost && s.Rule != linter.SyntaxErrorSlug
	}
}

// take makes a new result the shown one. Somebody is typing, so half of the
// time the file at hand does not parse and what the rules make of it means
// nothing: while that lasts, the findings that draw on it stay as they were,
// at the places they have moved to, and no new ones come. A file that never
// parsed is judged as far as it can be, as on the command line.
func (g *group) take(result *linter.Result, evidence func(slug string) linter.Evidence) {
	broken := g.broken(result)
	affected := func(f *linter.Finding) bool { return evidence(f.Rule)&broken != 0 }
	before := map[string]*shown{}
	for _, s := range g.shown {
		before[s.Fingerprint] = s
	}
	var now []*shown
	fresh, told := map[string]bool{}, map[string]bool{}
	for _, f := range result.Findings {
		fresh[f.Fingerprint] = true
		switch {
		case f.Rule == linter.InternalErrorSlug: // goes to the log
		case f.Rule == linter.SyntaxErrorSlug:
			if !told[f.File] {
				now = append(now, newShown(f))
			}
			told[f.File] = true
		case !affected(f) || before[f.Fingerprint] != nil:
			now = append(now, newShown(f))
		}
	}
	for _, s := range g.shown {
		if s.Rule != linter.SyntaxErrorSlug && affected(s.Finding) && !fresh[s.Fingerprint] && s.at.ok {
			s.stale = true
			now = append(now, s)
		}
	}
	g.shown, g.texts, g.torn = now, g.textsOf(result, now), false
}

// hold keeps what is shown while a file that parsed does not, and tells the error.
// Nobody looks whether what draws on the file holds still, so its fixes are not
// offered: they were made for a text that is gone.
func (g *group) hold(broken *linter.Finding, evidence func(slug string) linter.Evidence) {
	now := []*shown{newShown(broken)}
	for _, s := range g.shown {
		if s.Rule == linter.SyntaxErrorSlug && s.File == broken.File {
			continue
		}
		s.stale = s.stale || evidence(s.Rule)&linter.EvidenceIn(broken.File) != 0 || s.touches(broken.File)
		now = append(now, s)
	}
	g.shown = now
}

// touches reports whether a finding, or a fix of it, lies in a file.
func (s *shown) touches(file string) bool {
	return s.at.file == file || slices.ContainsFunc(s.Fixes, func(fix linter.Fix) bool {
		return slices.ContainsFunc(fix.Edits, func(e linter.Edit) bool { return e.File == file })
	})
}

// broken is what the files that no longer parse would tell, and keeps account
// of those that do.
func (g *group) broken(result *linter.Result) linter.Evidence {
	bad := map[string]bool{}
	for _, f := range result.Findings {
		if f.Rule == linter.SyntaxErrorSlug {
			bad[f.File] = true
		}
	}
	if g.read == nil {
		g.read, g.sound = map[string]bool{}, map[string]bool{}
	}
	clear(g.read)
	var broken linter.Evidence
	for _, d := range result.Deployments {
		for _, file := range d.Read {
			g.read[file] = true
			switch {
			case !bad[file]:
				g.sound[file] = true
			case g.sound[file]:
				broken |= linter.EvidenceIn(file)
			}
		}
	}
	return broken
}

// textsOf is the texts of all files that are mentioned, also by findings from
// before.
func (g *group) textsOf(result *linter.Result, now []*shown) map[string][]byte {
	texts := result.Sources
	keep := func(file string) {
		if _, known := texts[file]; !known {
			texts[file] = g.texts[file]
		}
	}
	for _, s := range now {
		keep(s.at.file)
		for _, p := range s.related {
			keep(p.file)
		}
	}
	return texts
}
