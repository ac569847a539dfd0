// Package release holds the rules on what a release is built with, what it needs
// to boot, and what the release command calls.
package release

import "strings"

// enumerate is "a", "a and b", or "a, b and c".
func enumerate(words []string) string {
	last := len(words) - 1
	if last <= 0 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:last], ", ") + " and " + words[last]
}

// firstLine is the first line of an exception's message that says something.
func firstLine(message string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(message), "\n")
	return strings.TrimSuffix(line, ".")
}
