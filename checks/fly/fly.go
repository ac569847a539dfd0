// Package fly holds the rules on what a fly config says and what flyctl makes
// of it. They need no Elixir.
package fly

import "github.com/flylint/flylint/model/flyconfig"

// The places that most facts of this family were read in.
const (
	flyctlSource    = "https://github.com/superfly/flyctl/tree/ad0172f/internal/appconfig"
	configReference = "https://fly.io/docs/reference/configuration/"
	keysRead        = "The key table was read from " + flyconfig.KeysSource + " and holds as of " + flyconfig.KeysDate + "."
)

// tableName is a table as a person writes it: [deploy], or the top level.
func tableName(path string) string {
	if path == "" {
		return "the top level"
	}
	return "[" + path + "]"
}
