// Package model is what the rules ask their questions of: a Deployment, one
// fly config file together with the app it deploys, as one whole. Rules never
// read syntax when they can ask here; when a second rule needs the same
// digging, the digging moves here.
package model

import (
	"github.com/flylint/flylint/model/exconfig"
	"github.com/flylint/flylint/model/project"
)

// Deployment is one fly config file together with the app it deploys.
//
// Its parts are nil where the project has no such thing: a Deployment without
// Mix is a Fly app in another language, and only the fly rules speak of it.
type Deployment struct {
	*Basis
	Tree *project.Tree // the supervision tree

	evaluations *exconfig.Memo
	configs     map[string]*exconfig.Config // by process group
	memo        memo
}

// memo remembers what is worked out once a run.
type memo struct {
	obans     map[string][]*Oban
	endpoints map[string][]*Endpoint
	listeners map[*exconfig.Config][]listener
	direct    map[*exconfig.Config]directVariable

	repos     []*Repo
	reposRead bool

	bootFile      string
	bootFileKnown bool

	mnesia     *Mnesia
	mnesiaRead bool
}
