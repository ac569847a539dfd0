package flyconfig

import "testing"

func TestRegions(t *testing.T) {
	for _, name := range Regions() {
		if next := WithdrawnRegion(name); next != "" {
			t.Errorf("%s exists and was withdrawn for %s", name, next)
		}
	}
	for _, name := range []string{"atl", "bog", "bos", "den", "eze", "gdl", "gig", "hkg", "mad", "mia", "otp", "phx", "qro", "scl", "sea", "waw", "yul"} {
		if next := WithdrawnRegion(name); RegionExists(name) || !RegionExists(next) {
			t.Errorf("%s was withdrawn for %q, which should exist", name, next)
		}
	}
}
