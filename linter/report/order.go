package report

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"

	"github.com/flylint/flylint/linter"
)

// severestFirst orders findings for readers that show only the first few: the
// more severe first, and among those what explains others.
func severestFirst(findings []*linter.Finding) []*linter.Finding {
	sorted := slices.Clone(findings)
	slices.SortStableFunc(sorted, func(a, b *linter.Finding) int {
		return cmp.Or(-cmp.Compare(a.Severity, b.Severity), -cmp.Compare(min(len(a.Explains), 1), min(len(b.Explains), 1)))
	})
	return sorted
}

// identities gives each finding an identity of its own: its fingerprint, and
// where several findings share one (two deployments can say different things
// of one place) a digest of it and their number. Readers drop, or refuse, what
// has the identity of another.
func identities(findings []*linter.Finding) map[*linter.Finding]string {
	ids := make(map[*linter.Finding]string, len(findings))
	taken := make(map[string]int, len(findings))
	for _, f := range findings {
		id := f.Fingerprint
		for n := taken[id]; n > 0 || id == ""; n = taken[id] {
			sum := sha256.Sum256([]byte(id + "\x00" + strconv.Itoa(n)))
			id = hex.EncodeToString(sum[:12])
		}
		taken[id]++
		if id != f.Fingerprint {
			taken[f.Fingerprint]++
		}
		ids[f] = id
	}
	return ids
}
