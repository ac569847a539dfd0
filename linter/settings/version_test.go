package settings

import "testing"

func TestSatisfies(t *testing.T) {
	tests := []struct {
		version, requirement string
		want                 bool
	}{
		{"0.4.0", ">= 0.3", true},
		{"v0.4.0", ">= 0.3, < 0.4", false},
		{"0.4.0", "0.4", true},
		{"0.4.0", "= 0.4.1", false},
		{"0.4.0", "!= 0.4.1", true},
		{"0.4.0", "<= 0.4", true},
		{"0.4.0", "> 0.4", false},
		{"2.9.9", "~> 2.1", true},
		{"3.0.0", "~> 2.1", false},
		{"3.0.0-rc.1", "~> 2.1", false},
		{"2.1.9", "~> 2.1.3", true},
		{"2.2.0", "~> 2.1.3", false},
		{"2.1.2", "~> 2.1.3", false},
		{"devel", ">= 0.1", false},
		{"", "!= 1", false},
	}
	for _, test := range tests {
		got, err := satisfies(test.version, test.requirement)
		if err != nil || got != test.want {
			t.Errorf("%s %s: %v, %v", test.version, test.requirement, got, err)
		}
	}
	for _, bad := range []string{"", "three", ">=", "=> 0.3", ">= 0.3,", "~ 1", ">= 0.3 < 1"} {
		if _, err := satisfies("0.4.0", bad); err == nil {
			t.Errorf("%q is taken for a requirement", bad)
		}
	}
}

// TestRequirementIsForReleases: a build of some commit has no version that
// could be compared.
func TestRequirementIsForReleases(t *testing.T) {
	for version, released := range map[string]bool{
		"v0.4.0": true, "v0.4.0-rc.1": true, "devel": false, "v0.0.0-20261123090723-99fa17d4c08b": false,
		"v0.0.0-20261123090723-99fa17d4c08b+dirty": false, "v0.4.1-0.20261123090723-99fa17d4c08b": false, "v0.4.0+dirty": false,
	} {
		if Released(version) != released {
			t.Errorf("Released(%q) is not %v", version, released)
		}
	}
}
