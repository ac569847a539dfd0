// Package nearest answers "did you mean …?".
package nearest

import "strings"

// Name is the candidate that is most like name, or "" when none is close: more
// than a third of the letters would have to change. Case does not count. Of
// equally close candidates the first is returned.
func Name(name string, candidates []string) string {
	best, bestDistance := "", len(name)/3+1
	for _, c := range candidates {
		if d := Distance(strings.ToLower(name), strings.ToLower(c), bestDistance); d < bestDistance {
			best, bestDistance = c, d
		}
	}
	return best
}

// Start is the only candidate that begins with name, "" when none or several do.
// Case does not count, and a letter or two are no beginning.
func Start(name string, candidates []string) string {
	only := ""
	for _, c := range candidates {
		if len(name) < 3 || len(c) < len(name) || !strings.EqualFold(c[:len(name)], name) || c == only {
			continue
		}
		if only != "" {
			return ""
		}
		only = c
	}
	return only
}

// Distance is the number of letters to insert, delete, replace or swap with
// their neighbour to turn a into b (optimal string alignment), in bytes. It
// gives up at limit and returns it.
func Distance(a, b string, limit int) int {
	if abs(len(a)-len(b)) >= limit {
		return limit
	}
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost(a[i-1], b[j-1]))
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return min(last[len(b)], limit)
}

func cost(a, b byte) int {
	if a == b {
		return 0
	}
	return 1
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
