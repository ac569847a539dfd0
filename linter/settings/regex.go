package settings

import "regexp"

// matches reports whether a pattern matches somewhere in a text. Go's engine
// takes time in proportion to the text, whatever the pattern.
func matches(pattern, s string) (bool, error) {
	re, err := regexp.Compile(pattern)
	if err != nil {
		return false, err
	}
	return re.MatchString(s), nil
}
