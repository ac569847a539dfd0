package model

import (
	"path"

	"github.com/flylint/flylint/model/exconfig"
	"github.com/flylint/flylint/model/project"
	"github.com/flylint/flylint/parsers/elixir"
)

// Config is the app's configuration as the release boots with it in the
// default process group. Nil without an Elixir project.
func (d *Deployment) Config() *exconfig.Config { return d.ConfigOf(d.Fly.DefaultGroup()) }

// ConfigOf is the app's configuration as the release boots with it in a
// process group: config.exs and what it imports for prod, evaluated where the
// image is built, then runtime.exs, evaluated on the group's machines.
func (d *Deployment) ConfigOf(group string) *exconfig.Config {
	if d.Mix == nil {
		return nil
	}
	if c, seen := d.configs[group]; seen {
		return c
	}
	c := d.evaluate(d.BuildEnv(), d.Env(group))
	if d.configs == nil {
		d.configs = map[string]*exconfig.Config{}
	}
	d.configs[group] = c
	return c
}

// evaluate evaluates the configuration under environments that may differ from
// the deployment's own.
func (d *Deployment) evaluate(build, runtime exconfig.Environment) *exconfig.Config {
	opts := d.evalOptions(d.Fly.DefaultGroup())
	opts.Build, opts.Runtime = build, runtime
	file, known := d.bootFile()
	if !known {
		file = ""
	}
	config := d.evaluations.Eval(opts, path.Join(d.AppDir, "config/config.exs"), file)
	if !known {
		return config.Overlaid("what is set at boot")
	}
	return config
}

// buildReads lists what the build reads of the environment it runs in.
func (d *Deployment) buildReads(build exconfig.Environment) []*exconfig.Read {
	opts := d.evalOptions(d.Fly.DefaultGroup())
	opts.Build = build
	return d.evaluations.Eval(opts, path.Join(d.AppDir, "config/config.exs"), "").BuildReads
}

// evalOptions is what the evaluator has to know of a process group.
func (d *Deployment) evalOptions(group string) exconfig.Options {
	return exconfig.Options{
		Env:     d.mixEnv(),
		Build:   d.BuildEnv(),
		Runtime: d.Env(group),
		Open:    d.Sources.Elixir,
		Module:  d.Lib.Defmodule,
	}
}

// mixEnv is the environment of Mix that the release is built for, and runs with:
// what the Dockerfile and fly.toml's [build.args] make of MIX_ENV; "" for prod,
// where they do not say.
func (d *Deployment) mixEnv() string {
	if b := d.BuildEnv().Lookup("MIX_ENV"); b.State == exconfig.EnvKnown {
		return b.Literal()
	}
	return ""
}

// OptionsOf is what a child of the tree is given in a process group, as the
// configuration there has it. What cannot be told is Opaque; it is nil for a
// bare module.
func (d *Deployment) OptionsOf(c *project.Child, group string) *exconfig.Value {
	if d.ConfigOf(group) == nil {
		return nil
	}
	return c.Given(d.evaluateIn(group))
}

// evaluateIn evaluates expressions of the project's code as they are worth in a
// process group.
func (d *Deployment) evaluateIn(group string) project.Evaluate {
	return func(in *project.Module, n elixir.Node, vars func(string) *exconfig.Value) *exconfig.Value {
		return d.ConfigOf(group).Expression(d.evalOptions(group), in.Call, n, vars)
	}
}

// Setting is what the default group's configuration holds under an
// application's key; nil when it is never set.
func (d *Deployment) Setting(app, key string) *exconfig.Value {
	c := d.Config()
	if c == nil {
		return nil
	}
	return c.Get(app, key)
}
