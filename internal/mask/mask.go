// Package mask hides what looks like a secret in text that people will see:
// source lines beside a finding, values in messages, the model that
// `flylint show` prints. It keeps the number of bytes, so that marks below a
// line still stand where they should.
package mask

import (
	"bytes"
	"strings"
)

// Text returns s with secret-looking parts as asterisks: the password of a URL
// (scheme://user:password@host), a token or private key that its form gives away
// and, where a name such as SECRET_KEY_BASE or password stands before it, a
// quoted literal that is no placeholder.
func Text(s string) string {
	if !strings.Contains(s, "://") && !mentionsSecret(s) && !mentionsToken(s) {
		return s
	}
	b := []byte(s)
	maskURLs(b)
	maskTokens(b)
	maskAssignments(b)
	return string(b)
}

// Value returns the value of a setting called name as people may see it.
func Value(name, value string) string {
	if SecretName(name) && !placeholder(value) {
		return strings.Repeat("*", len(value))
	}
	b := []byte(value)
	maskURLs(b)
	maskTokens(b)
	return string(b)
}

// Literal returns a text of the source as people may see it when no name says
// what it is: with the secrets that its form gives away hidden, and whole where
// it looks like a random key.
func Literal(s string) string {
	if random(s) {
		return strings.Repeat("*", len(s))
	}
	return Value("", s)
}

// random reports whether s is one long word of letters and digits in disorder,
// as keys and tokens are.
func random(s string) bool {
	if len(s) < 32 || strings.ContainsAny(s, " \n/.:,\\") && !strings.HasSuffix(s, "=") {
		return false
	}
	upper, lower, digits := 0, 0, 0
	for i := range len(s) {
		switch c := s[i]; {
		case c >= 'a' && c <= 'z':
			lower++
		case c >= 'A' && c <= 'Z':
			upper++
		case c >= '0' && c <= '9':
			digits++
		}
	}
	return digits >= 4 && upper+lower >= 4 || upper >= 6 && lower >= 6
}

// SecretName reports whether a setting of that name usually holds a secret.
// Names of public halves and of settings about secrets do not.
func SecretName(name string) bool {
	n := strings.ToUpper(name)
	for _, public := range []string{"PUBLIC", "PUBLISHABLE", "KEY_ID", "ACCESS_KEY_ID", "KEY_ALIAS", "TOKEN_URL", "AUTH_MODE", "_TTL", "_FILE", "_PATH", "_HEADER", "PASSWORD_RESET"} {
		if strings.Contains(n, public) {
			return false
		}
	}
	for _, secret := range []string{"SECRET", "PASSWORD", "PASSWD", "PASSPHRASE", "TOKEN", "PRIVATE_KEY", "API_KEY", "APIKEY", "_KEY", "COOKIE", "CREDENTIAL"} {
		if strings.Contains(n, secret) {
			return true
		}
	}
	return false
}

// placeholder reports whether a value plainly is no secret: short, a word for
// an example, or a reference to another variable.
func placeholder(v string) bool {
	if len(v) < 8 || strings.HasPrefix(v, "$") || strings.HasPrefix(v, "#{") {
		return true
	}
	switch strings.ToLower(v) {
	case "changeme", "placeholder", "password", "postgres", "disabled", "required":
		return true
	}
	return false
}

// mentionsSecret is the cheap test that spares most lines the work.
func mentionsSecret(s string) bool {
	for _, word := range []string{"ecret", "ECRET", "assw", "ASSW", "oken", "OKEN", "key", "KEY", "ookie", "OOKIE", "redential", "REDENTIAL"} {
		if strings.Contains(s, word) {
			return true
		}
	}
	return false
}

// maskURLs hides the password of every scheme://user:password@host in b.
func maskURLs(b []byte) {
	for at := 0; ; {
		i := bytes.Index(b[at:], []byte("://"))
		if i < 0 {
			return
		}
		at += i + len("://")
		end := at
		for end < len(b) && !strings.ContainsRune(" \t\"'`/<>|", rune(b[end])) {
			end++
		}
		userinfo, _, found := strings.Cut(string(b[at:end]), "@")
		if user, password, has := strings.Cut(userinfo, ":"); found && has && !strings.HasPrefix(password, "$") && !strings.HasPrefix(password, "#{") {
			fill(b[at+len(user)+1 : at+len(userinfo)])
		}
	}
}

// maskAssignments hides quoted literals that follow a secret's name, as in
// KEY = "…", key: "…" and KEY=….
func maskAssignments(b []byte) {
	for at := 0; at < len(b); {
		start := at
		for at < len(b) && wordByte(b[at]) {
			at++
		}
		if start == at {
			at++
			continue
		}
		if !SecretName(string(b[start:at])) {
			continue
		}
		rest := at
		for rest < len(b) && strings.IndexByte("\"' \t:=,", b[rest]) >= 0 {
			rest++
		}
		if !assigned(b[at:rest]) {
			continue
		}
		end := rest
		for end < len(b) && !strings.ContainsRune("\"' \t,", rune(b[end])) {
			end++
		}
		if quoted := rest > 0 && (b[rest-1] == '"' || b[rest-1] == '\'') || bytes.HasPrefix(b[at:rest], []byte("=")); quoted && !placeholder(string(b[rest:end])) {
			fill(b[rest:end])
		}
		at = max(end, at)
	}
}

// assigned reports whether the bytes between a name and a value assign it.
func assigned(between []byte) bool { return strings.ContainsAny(string(between), ":=,") }

func wordByte(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z'
}

func fill(b []byte) {
	for i := range b {
		b[i] = '*'
	}
}
