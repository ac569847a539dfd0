package model

import (
	"go/token"

	"github.com/flylint/flylint/model/flyconfig"
	"github.com/flylint/flylint/model/project"
	"github.com/flylint/flylint/model/source"
)

// Basis is what the files of a deployment say without the app's configuration
// being evaluated. So it stays as it is while somebody edits the configuration.
type Basis struct {
	Sources *source.Sources
	File    *source.File // the fly config file
	Dir     string       // the directory fly deploy is run in, slash-separated: "." at the root
	AppDir  string       // the directory of mix.exs; "" when there is none

	Fly     *flyconfig.Config // never nil
	Mix     *project.Mix      // mix.exs
	Lock    *project.Lock     // mix.lock
	Lib     *project.Lib      // the project's own modules
	Rel     *Rel              // rel/: env.sh.eex and overlays
	Image   *Image            // Dockerfile and .dockerignore
	Secrets *Secrets          // the names of the secrets, when the user gave a list
	Facts   AppFacts          // what the settings state of the running app

	app      *keptApp // where Mix, Lock and Lib come from; nil without them
	commands answers[*Command]
	envs     answers[*Env]
	proxies  answers[*Proxy]
	tasks    answers[*project.ReleaseTask]
}

// Fset is the file set of every position in the deployment.
func (b *Basis) Fset() *token.FileSet { return b.Sources.Fset }

// Elixir reports whether there is an Elixir project beside the fly config.
func (b *Basis) Elixir() bool { return b.Mix != nil }

// command is a command that is worked out when somebody asks for it.
func (b *Basis) command(key string, work func() *Command) *Command {
	return b.commands.get(b.Sources, key, work)
}

// env is an environment that is worked out when somebody asks for it.
func (b *Basis) env(key string, work func() *Env) *Env { return b.envs.get(b.Sources, key, work) }

// Task reads an expression that a command of the release evaluates.
func (b *Basis) Task(expression string) *project.ReleaseTask {
	return b.tasks.get(b.Sources, expression, func() *project.ReleaseTask { return project.ReadTask(b.Lib, b.Mix, expression) })
}

// answers are kept by what was asked.
type answers[T any] map[string]*source.Kept[T]

func (a *answers[T]) get(src *source.Sources, key string, work func() T) T {
	k := (*a)[key]
	if k == nil {
		if *a == nil {
			*a = answers[T]{}
		}
		k = &source.Kept[T]{}
		(*a)[key] = k
	}
	return k.In(src, work)
}
