// Package oracle finds the programs that judge our own in tests: Elixir, real
// clients, validators. Where one is absent the test is skipped, visibly; where
// FLYLINT_REQUIRE_ORACLES is set, as in CI, its absence is a failure.
package oracle

import (
	"os"
	"os/exec"
	"testing"
)

// Required reports whether an absent oracle is a failure.
func Required() bool { return os.Getenv("FLYLINT_REQUIRE_ORACLES") != "" }

// Need returns the path of command. When it is not installed the test ends:
// skipped with the way to install it, or failed where oracles are required.
func Need(t testing.TB, command, install string) string {
	t.Helper()
	path, err := exec.LookPath(command)
	if err != nil {
		Absent(t, command, install)
	}
	return path
}

// Absent ends the test because something it is judged by is not there.
func Absent(t testing.TB, what, install string) {
	t.Helper()
	if Required() {
		t.Fatalf("%s is not installed and oracles are required here: %s", what, install)
	}
	t.Skipf("%s is not installed, so nothing judged this: %s", what, install)
}
