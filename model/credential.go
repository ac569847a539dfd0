package model

import (
	"slices"
	"strings"

	"github.com/flylint/flylint/internal/mask"
)

// Credential says what kind of credential a setting called name holds in
// clear text, as "a password in a URL"; "" when it holds none, or may not. What
// is public by its name or its form, and what is an example, is none; nor is what
// would not be hidden where the line is shown.
func Credential(name, value string) string {
	if mask.Value(name, value) == value {
		return ""
	}
	if kind := knownCredential(value); kind != "" {
		return kind
	}
	name = strings.ToUpper(name)
	if publicName(name) || publicValue(value) || exampleValue(value) {
		return ""
	}
	switch {
	case hasWord(name, "PASSWORD", "PASSWD", "PASSPHRASE"):
		return "a password"
	case strings.HasSuffix(name, "_COOKIE"):
		return "the cookie that every node of the cluster trusts"
	case !LooksGenerated(value):
		return ""
	case hasWord(name, "SECRET", "PRIVATE"):
		return "a secret"
	case hasWord(name, "TOKEN"):
		return "a token"
	case strings.HasSuffix(name, "KEY"), hasWord(name, "CREDENTIAL", "CREDENTIALS"):
		return "a key"
	}
	return ""
}

// knownCredential recognises a credential by its form alone.
func knownCredential(value string) string {
	switch {
	case urlPassword(value):
		return "a password in a URL"
	case strings.Contains(value, "-----BEGIN") && strings.Contains(value, "PRIVATE KEY-----"):
		return "a private key"
	case !exampleValue(value) && mask.Token(value):
		return "a token"
	}
	return ""
}

// urlPassword reports whether a URL carries a password, of a host that is not
// the machine itself.
func urlPassword(value string) bool {
	_, rest, isURL := strings.Cut(value, "://")
	if !isURL {
		return false
	}
	authority, _, _ := strings.Cut(rest, "/")
	i := strings.LastIndexByte(authority, '@')
	if i < 0 {
		return false
	}
	_, password, has := strings.Cut(authority[:i], ":")
	host := authority[i+1:]
	local := strings.HasPrefix(host, "localhost") || strings.HasPrefix(host, "127.") || strings.HasPrefix(host, "[::1]")
	return has && !local && !exampleValue(password)
}

// publicName reports whether a name says that its value is no secret: the
// public half of a pair, or a setting about one.
func publicName(name string) bool {
	for _, word := range []string{"PUBLIC", "PUBLISHABLE", "ANON", "SITE", "SITEKEY", "CLIENT_ID"} {
		if hasWord(name, word) {
			return true
		}
	}
	for _, prefix := range []string{"VITE_", "REACT_APP_", "NUXT_PUBLIC_"} {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	for _, suffix := range []string{
		"_ID", "_URL", "_URI", "_NAME", "_PATH", "_FILE", "_DIR", "_HEADER", "_TTL", "_EXPIRY", "_EXPIRATION", "_LIFETIME", "_LENGTH", "_SIZE", "_ENDPOINT",
		"_HOST", "_PREFIX", "_ALIAS", "_ISSUER", "_ALGORITHM", "_TYPE", "_MODE", "_ENABLED", "_REQUIRED", "_REGION", "_VERSION", "CACHE_KEY",
	} {
		if strings.HasSuffix(name, suffix) {
			return true
		}
	}
	return false
}

// publicValue reports whether a value is public by its form: the publishable
// keys of Stripe, Mapbox and PostHog, a path, a URL without password.
func publicValue(value string) bool {
	for _, prefix := range []string{"pk_", "pk.", "phc_", "AIza", "/", "./", "http://", "https://"} {
		if strings.HasPrefix(value, prefix) {
			return true
		}
	}
	return false
}

// exampleValue reports whether a value stands for another one, or is too short
// to keep anything secret.
func exampleValue(value string) bool {
	lower := strings.ToLower(value)
	if len(value) < 4 || strings.ContainsAny(value, "<>$") || strings.Contains(value, "#{") {
		return true
	}
	for _, word := range []string{"example", "placeholder", "changeme", "change-me", "change_me", "your", "xxxx", "****", "dummy", "replace", "todo"} {
		if strings.Contains(lower, word) {
			return true
		}
	}
	if saysNot(lower) {
		return true
	}
	if (strings.HasPrefix(lower, "my-") || strings.HasPrefix(lower, "my_")) && strings.HasSuffix(lower[3:], "name") {
		return true
	}
	return slices.Contains([]string{"true", "false", "none", "null", "password", "postgres", "secret", "disabled", "enabled", "required", "optional", "unset"}, lower)
}

// saysNot reports whether a value says of itself that it is none:
// not-a-secret, notapassword.
func saysNot(lower string) bool {
	joined := strings.NewReplacer("-", "", "_", "").Replace(lower)
	return slices.ContainsFunc([]string{"notsecret", "notasecret", "notpassword", "notapassword", "notreal", "notarealsecret"}, func(word string) bool {
		return strings.Contains(joined, word)
	})
}

// LooksGenerated reports whether a value looks made by chance: long, in one
// piece, of digits and letters. It is asked where a name already speaks of a
// secret; mask, which has to tell without one, is stricter.
func LooksGenerated(value string) bool {
	if len(value) < 16 || strings.ContainsAny(value, " \t,") {
		return false
	}
	digits := strings.IndexFunc(value, func(r rune) bool { return '0' <= r && r <= '9' }) >= 0
	letters := strings.IndexFunc(value, func(r rune) bool { return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' }) >= 0
	return digits && letters
}

// hasWord reports whether one of the words is among those of an upper-case name.
func hasWord(name string, words ...string) bool {
	return slices.ContainsFunc(words, func(w string) bool {
		return strings.Contains("_"+name+"_", "_"+w+"_") || len(w) >= len("SECRET") && strings.Contains(name, w)
	})
}
