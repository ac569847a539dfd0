// Package mnesia holds the rules on Mnesia, Erlang's database, whose tables lie
// on the disc of one machine and belong to one node's name.
package mnesia

import (
	"strings"

	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model"
)

// Where the facts come from.
const (
	userGuide = "https://www.erlang.org/doc/apps/mnesia/mnesia_chap7.html"
	manual    = "https://www.erlang.org/doc/apps/mnesia/mnesia.html"
	volumes   = "https://fly.io/docs/volumes/overview/"
)

// nodeName is what the tables on disc belong to: nil unless there are such tables
// and the files name the node.
func nodeName(p *linter.Pass) (*model.Mnesia, *model.Cluster) {
	m := p.Mnesia()
	if m == nil || len(m.Disc) == 0 {
		return nil, nil
	}
	c := p.Cluster(p.Fly.DefaultGroup())
	if c.Distribution.Text == "none" || !c.Node.Range.IsValid() {
		return nil, nil
	}
	return m, c
}

// lifetime says how long a piece of a node's name stays the same, and whether it
// changes at every deploy for certain. Machines with a volume are updated in
// place: their id outlives a deploy.
func lifetime(part model.EnvPart) (changes string, everyDeploy bool) {
	switch part.Ref {
	case "FLY_IMAGE_REF", "FLY_MACHINE_VERSION":
		return "at every deploy", true
	case "RELEASE_VSN":
		return "with every version", false
	}
	if strings.Contains(part.Text, "date") {
		return "at every start", true
	}
	return "when the machine is replaced", false
}
