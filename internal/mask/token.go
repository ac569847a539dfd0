package mask

import (
	"bytes"
	"strings"
)

// tokenPrefixes begin credentials of well-known services, which are secret
// whatever the setting is called: Stripe, GitHub, GitLab, Slack, SendGrid, Fly.
func tokenPrefixes() []string {
	return []string{"sk_live_", "rk_live_", "whsec_", "ghp_", "gho_", "github_pat_", "glpat-", "xoxb-", "xoxp-", "SG.", "FlyV1 ", "fo1_"}
}

// minToken is the length from which such a text is a credential and not a word
// about one.
const minToken = 20

const keyMark = "PRIVATE KEY-----"

// Token reports whether a value is a credential by its form alone.
func Token(value string) bool {
	if strings.Contains(value, keyMark) {
		return true
	}
	for _, prefix := range tokenPrefixes() {
		if len(value) >= minToken && strings.HasPrefix(value, prefix) {
			return true
		}
	}
	return false
}

// mentionsToken is the cheap test that spares most lines the work.
func mentionsToken(s string) bool {
	for _, mark := range append(tokenPrefixes(), keyMark) {
		if strings.Contains(s, mark) {
			return true
		}
	}
	return false
}

// maskTokens hides every credential that its form gives away. Of a private key
// that is all up to the end of the quotes or of the line.
func maskTokens(b []byte) {
	for _, prefix := range tokenPrefixes() {
		for at := 0; ; {
			i := bytes.Index(b[at:], []byte(prefix))
			if i < 0 {
				break
			}
			start := at + i
			at = start + len(prefix)
			for at < len(b) && !strings.ContainsRune(" \t\"'`,;", rune(b[at])) {
				at++
			}
			if at-start >= minToken {
				fill(b[start:at])
			}
		}
	}
	if i := bytes.Index(b, []byte(keyMark)); i >= 0 {
		start := i + len(keyMark)
		end := bytes.IndexAny(b[start:], "\"'")
		if end < 0 {
			end = len(b) - start
		}
		fill(b[start : start+end])
	}
}
