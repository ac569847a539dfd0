// Package model is what the rules ask their questions of: a Deployment, one
// fly config file together with the app it deploys, as one whole. Rules never
// read syntax when they can ask here; when a second rule needs the same
// digging, the digging moves here.
package model

import (
	"go/token"

	"github.com/flylint/flylint/model/exconfig"
	"github.com/flylint/flylint/model/flyconfig"
	"github.com/flylint/flylint/model/project"
	"github.com/flylint/flylint/model/source"
)

// Deployment is one fly config file together with the app it deploys.
//
// Its parts are nil where the project has no such thing: a Deployment without
// Mix is a Fly app in another language, and only the fly rules speak of it.
type Deployment struct {
	Sources *source.Sources
	File    *source.File // the fly config file
	Dir     string       // the directory fly deploy is run in, slash-separated: "." at the root
	AppDir  string       // the directory of mix.exs; "" when there is none

	Fly     *flyconfig.Config // never nil
	Mix     *project.Mix      // mix.exs
	Lock    *project.Lock     // mix.lock
	Lib     *project.Lib      // the project's own modules
	Tree    *project.Tree     // the supervision tree
	Rel     *Rel              // rel/: env.sh.eex and overlays
	Image   *Image            // Dockerfile and .dockerignore
	Secrets *Secrets          // the names of the secrets, when the user gave a list
	Facts   AppFacts          // what the settings state of the running app

	evaluations *exconfig.Memo
	configs     map[string]*exconfig.Config // by process group
	memo        memo
}

// Fset is the file set of every position in the deployment.
func (d *Deployment) Fset() *token.FileSet { return d.Sources.Fset }

// Elixir reports whether there is an Elixir project beside the fly config.
func (d *Deployment) Elixir() bool { return d.Mix != nil }
