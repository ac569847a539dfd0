package model

import (
	"github.com/flylint/flylint/model/exconfig"
	"github.com/flylint/flylint/parsers/dockerfile"
)

// ReleaseGroup is what FLY_PROCESS_GROUP says on the machine that runs the
// release command (superfly/fly-go, MachineProcessGroupFlyAppReleaseCommand).
const ReleaseGroup = "fly_app_release_command"

// Env is the environment in which the release of a process group boots. What
// overrides what, from weak to strong: ENV of the Dockerfile, [env] of the fly
// config, secrets, what Fly sets, the scripts that the group's command runs,
// rel/env.sh.eex.
func (b *Basis) Env(group string) *Env {
	return b.env("group "+group, func() *Env { return b.bootEnv(b.Command(group)) })
}

// ReleaseEnv is the environment of the release command's VM; without a release
// command, of one that would evaluate an expression.
func (b *Basis) ReleaseEnv() *Env {
	return b.env("release", func() *Env {
		if c := b.ReleaseCommand(); c != nil {
			return b.bootEnv(c)
		}
		return b.assumedEnv(&Command{Env: b.releaseMachineEnv()}, "eval")
	})
}

// bootEnv is the environment of the release that a command starts, or else
// runs. When none could be found in the command, it is what the release would
// see if the command started it.
func (b *Basis) bootEnv(c *Command) *Env {
	if start := c.Start(); start != nil {
		return start.Env
	}
	for _, s := range c.Steps {
		if s.Kind == StepRelease {
			return s.Env
		}
	}
	return b.assumedEnv(c, "start")
}

func (b *Basis) assumedEnv(c *Command, verb string) *Env {
	r := runner{b: b, cmd: c, env: c.Env}
	env := r.releaseEnv(b.releaseName(), []Word{{Text: verb, Known: true}})
	if !c.Known() {
		// Whatever runs instead may set variables of its own.
		env.closed = false
	}
	return env
}

// machineEnv is the environment in which a machine of the group starts its
// command.
func (b *Basis) machineEnv(group string) *Env {
	e := b.env("machine", b.anyMachineEnv).clone()
	e.bind(known("FLY_PROCESS_GROUP", group, EnvPlatform))
	return e
}

// anyMachineEnv is what the machines of all groups have in common.
func (b *Basis) anyMachineEnv() *Env {
	e := newEnv()
	b.bindImage(e)
	b.bindFly(e)
	b.bindSecrets(e)
	b.bindPlatform(e)
	e.closed = b.Secrets != nil
	return e
}

// releaseMachineEnv is the environment in which the release command starts.
func (b *Basis) releaseMachineEnv() *Env {
	e := b.machineEnv(ReleaseGroup)
	e.bind(known("RELEASE_COMMAND", "1", EnvPlatform))
	return e
}

func known(name, text string, source EnvSource) EnvBinding {
	return EnvBinding{
		Name:   name,
		State:  exconfig.EnvKnown,
		Text:   text,
		Parts:  []EnvPart{{Text: text}},
		Source: source,
	}
}

// bindImage binds the ENV of the final stage.
func (b *Basis) bindImage(e *Env) {
	if b.Image == nil || b.Image.Final == nil {
		return
	}
	for _, v := range b.Image.Final.Env() {
		e.bind(dockerBinding(v))
	}
}

// dockerBinding is the binding of an ENV or ARG. A value that uses the base
// image's variables is set, but not known.
func dockerBinding(v *dockerfile.Variable) EnvBinding {
	b := known(v.Name, v.Value.Text, EnvImage)
	b.Range, b.Key = v.Key.Range, v.Key.Range
	if v.Pair.Value != nil {
		b.Range = v.Pair.Value.Range
	}
	if !v.Value.Known() {
		b.State, b.Text = exconfig.EnvSecret, ""
		b.Parts = []EnvPart{{Kind: PartOutput, Text: v.Value.Text}}
	}
	return b
}

// bindFly binds [env] and what flyctl adds to it. PRIMARY_REGION of [env] gives
// way to the key primary_region (superfly/flyctl, internal/appconfig).
func (b *Basis) bindFly(e *Env) {
	for _, entry := range b.Fly.Env {
		if !entry.Set {
			continue
		}
		b := known(entry.Name, entry.V, EnvFly)
		b.Range, b.Key, b.Path = entry.Range, entry.Key, entry.Path
		e.bind(b)
	}
	if region := b.Fly.PrimaryRegion; region.Set && region.V != "" {
		b := known("PRIMARY_REGION", region.V, EnvFly)
		b.Range, b.Key, b.Path = region.Range, region.Key, region.Path
		e.bind(b)
	}
}

// bindSecrets binds the secrets of the list that the user gave.
func (b *Basis) bindSecrets(e *Env) {
	for _, s := range b.Secrets.All() {
		e.bind(EnvBinding{
			Name:   s.Name,
			State:  exconfig.EnvSecret,
			Parts:  []EnvPart{{Kind: PartVariable, Text: "$" + s.Name, Ref: s.Name}},
			Source: EnvSecrets,
			Secret: s.Status,
		})
	}
}

// bindPlatform binds what Fly's init sets on every machine
// (fly.io/docs/machines/runtime-environment).
func (b *Basis) bindPlatform(e *Env) {
	if app := b.Fly.App; app.Set && app.V != "" {
		b := known("FLY_APP_NAME", app.V, EnvPlatform)
		b.Range, b.Key = app.Range, app.Key
		e.bind(b)
	} else {
		e.bind(hidden("FLY_APP_NAME"))
	}
	for _, name := range [...]string{
		"FLY_ALLOC_ID", "FLY_IMAGE_REF", "FLY_MACHINE_ID", "FLY_MACHINE_VERSION",
		"FLY_PRIVATE_IP", "FLY_PUBLIC_IP", "FLY_REGION", "FLY_VM_MEMORY_MB",
	} {
		e.bind(hidden(name))
	}
	bindUsual(e)
}

// bindUsual binds what every image and every machine has.
func bindUsual(e *Env) {
	for _, name := range [...]string{"HOME", "PATH"} {
		if _, found := e.vars[name]; !found {
			e.bind(hidden(name))
		}
	}
}

// hidden is a variable that Fly sets to something no file holds.
func hidden(name string) EnvBinding {
	return EnvBinding{
		Name:   name,
		State:  exconfig.EnvSecret,
		Parts:  []EnvPart{{Kind: PartVariable, Text: "$" + name, Ref: name}},
		Source: EnvPlatform,
	}
}
