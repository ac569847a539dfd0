package model

import (
	"slices"
	"strings"

	"github.com/flylint/flylint/model/exconfig"
)

// RequiredVar is a variable without which the configuration stops the boot, and
// which the machines may not have.
type RequiredVar struct {
	Name   string
	Read   *exconfig.Read // the first place that asks for it
	Staged bool           // it is a secret that some or all machines do not have yet; else nothing sets it

	// When is what must hold for the variable to be needed, as far as the files
	// cannot decide it; empty when it is needed in any case.
	When exconfig.Guard
}

// LackingEnv lists the variables that the configuration requires and that some
// process group, or the release machine, does not certainly have, in the order
// in which they are read. It is empty unless the names of the secrets are
// known: any variable could be one.
func (d *Deployment) LackingEnv() []RequiredVar {
	if d.Mix == nil || d.Secrets == nil {
		return nil
	}
	envs := []*Env{}
	for _, g := range d.Fly.Groups() {
		envs = append(envs, d.Env(g.Name))
	}
	if d.ReleaseCommand() != nil {
		envs = append(envs, d.ReleaseEnv())
	}
	var lacking []RequiredVar
	for _, env := range envs {
		for _, v := range d.lackingIn(env) {
			if !slices.ContainsFunc(lacking, func(w RequiredVar) bool { return w.Name == v.Name }) {
				lacking = append(lacking, v)
			}
		}
	}
	return lacking
}

// lackingIn is LackingEnv for one environment.
func (d *Deployment) lackingIn(env *Env) []RequiredVar {
	absent := func(name string) bool {
		b := env.Lookup(name)
		return b.State == exconfig.EnvUnset && !setByMachine(name) || b.staged()
	}
	lacking := required(env, absent, func(e exconfig.Environment) []*exconfig.Read { return d.evaluate(d.BuildEnv(), e).Reads })
	for i := range lacking {
		lacking[i].Staged = env.Lookup(lacking[i].Name).staged()
	}
	return lacking
}

// required lists which of the absent variables of an environment the
// configuration cannot do without. An evaluation in it would end at the first
// exception, so it is evaluated as if nothing were known of those variables:
// once to learn which of them it requires, and again in which only those are
// open, so that the others decide branches.
func required(env *Env, absent func(name string) bool, reads func(exconfig.Environment) []*exconfig.Read) []RequiredVar {
	candidates := map[string]bool{}
	for _, r := range reads(supposed{env, absent}) {
		if r.Required && absent(r.Name) {
			candidates[r.Name] = true
		}
	}
	if len(candidates) == 0 {
		return nil
	}
	isCandidate := func(name string) bool { return candidates[name] }
	var vars []RequiredVar
	for _, r := range reads(supposed{env, isCandidate}) {
		if !r.Required || !candidates[r.Name] {
			continue
		}
		delete(candidates, r.Name)
		if when, needed := undecidedWhen(r.Guard); needed {
			vars = append(vars, RequiredVar{Name: r.Name, Read: r, When: when})
		}
	}
	return vars
}

// undecidedWhen is a guard less the conditions that other absent variables are
// there: to ask for all of them at once those are taken as set. It is false
// when one of them must be absent instead.
func undecidedWhen(g exconfig.Guard) (when exconfig.Guard, holds bool) {
	for _, c := range g {
		switch {
		case c.Op != exconfig.OpSet:
			when = append(when, c)
		case c.Negated:
			return nil, false
		}
	}
	return when, true
}

// staged reports whether a binding is a secret that not every machine has.
func (b EnvBinding) staged() bool {
	return b.Source == EnvSecrets && (b.Secret == SecretStaged || b.Secret == SecretPartial)
}

// setByMachine reports whether the machine, its shell or the emulator's start
// script set a variable that no file speaks of.
func setByMachine(name string) bool {
	switch name {
	case "HOSTNAME", "PWD", "OLDPWD", "SHLVL", "TERM", "USER", "LOGNAME", "SHELL", "ROOTDIR", "BINDIR", "EMU", "PROGNAME":
		return true
	}
	return strings.HasPrefix(name, "FLY_") || strings.HasPrefix(name, "RELEASE_")
}

// supposed is an environment in which nothing is known of some variables.
type supposed struct {
	*Env
	open func(name string) bool
}

// LookupEnv makes supposed an exconfig.Environment.
func (s supposed) LookupEnv(name string) exconfig.EnvVar {
	if s.open(name) {
		return exconfig.EnvVar{}
	}
	return s.Env.LookupEnv(name)
}
