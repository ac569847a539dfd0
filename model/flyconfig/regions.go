package flyconfig

import (
	"slices"
	"strings"
)

// The list of regions is that of Fly's documentation, the withdrawn ones are
// those that flyctl replaces when it launches an app.
const (
	RegionsDate   = "2026-08-21"
	RegionsSource = "superfly/docs 5c22c8c, superfly/flyctl ad0172f (deprecatedRegionReplacements)"
)

// Regions lists the regions in which machines and volumes are made.
func Regions() []string {
	return strings.Fields("ams arn bom cdg dfw ewr fra gru iad jnb lax lhr nrt ord sin sjc syd yyz")
}

// RegionExists reports whether there is a region of that name.
func RegionExists(name string) bool { return slices.Contains(Regions(), name) }

// WithdrawnRegion is the region that took the place of one that Fly gave up;
// "" for any other name.
func WithdrawnRegion(name string) (replacement string) {
	switch name {
	case "atl", "den", "gdl", "mia", "qro":
		return "dfw"
	case "bog", "eze", "gig", "scl":
		return "gru"
	case "bos":
		return "ewr"
	case "hkg":
		return "sin"
	case "mad":
		return "cdg"
	case "otp":
		return "fra"
	case "phx":
		return "lax"
	case "sea":
		return "sjc"
	case "waw":
		return "ams"
	case "yul":
		return "yyz"
	}
	return ""
}
