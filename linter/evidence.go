package linter

import (
	"path"
	"strings"
)

// Evidence is the set of places a rule draws its conclusions from.
type Evidence uint16

// The places.
const (
	InFly     Evidence = 1 << iota // the fly config
	InConfig                       // config/*.exs, as evaluated for prod
	InTree                         // the supervision tree
	InLib                          // the project's modules
	InImage                        // Dockerfile and .dockerignore
	InEnv                          // the effective environment, from wherever it is set
	InRel                          // rel/
	InMix                          // mix.exs
	InLock                         // mix.lock
	InSecrets                      // the list of secrets, when the user gives one
)

// evidenceNames are the places in the order of their bits.
func evidenceNames() []string {
	return []string{"fly.toml", "config", "supervision tree", "lib", "image", "environment", "rel", "mix.exs", "mix.lock", "secrets list"}
}

// String names the places, comma-separated.
func (e Evidence) String() string {
	var names []string
	for i, name := range evidenceNames() {
		if e&(1<<i) != 0 {
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}

// EvidenceIn is what a file of a deployment can tell a rule.
func EvidenceIn(file string) Evidence {
	base := path.Base(file)
	switch {
	case base == "mix.exs":
		return InMix
	case base == "mix.lock":
		return InLock
	case strings.HasSuffix(base, ".toml"):
		return InFly | InEnv
	case strings.HasSuffix(base, ".exs"):
		return InConfig | InEnv
	case strings.HasSuffix(base, ".ex"):
		return InTree | InLib | InConfig
	case strings.Contains(strings.ToLower(base), "dockerfile"), base == ".dockerignore":
		return InImage | InEnv
	case strings.HasPrefix(file, "rel/"), strings.Contains(file, "/rel/"):
		return InRel | InEnv
	}
	return InImage
}
