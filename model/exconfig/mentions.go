package exconfig

import "strings"

// Mentions reports whether one atom in the configuration of another application
// than the named one has all words, which are in lower case, in any case: as
// Swoosh.Adapters.ExAwsAmazonSES has "aws".
func (c *Config) Mentions(app string, words []string) bool {
	for _, a := range c.apps {
		if a.name != app && mentions(a.conf, words) {
			return true
		}
	}
	return false
}

func mentions(v *Value, words []string) bool {
	if v == nil {
		return false
	}
	if v.Kind == Atom && containsAll(strings.ToLower(v.Text), words) {
		return true
	}
	for _, e := range v.Elems {
		if mentions(e, words) {
			return true
		}
	}
	for _, alt := range v.Alts() {
		if mentions(alt.Value, words) {
			return true
		}
	}
	return false
}

func containsAll(text string, words []string) bool {
	for _, word := range words {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}
