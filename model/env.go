package model

import (
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/flylint/flylint/model/exconfig"
	"github.com/flylint/flylint/parsers"
	"github.com/flylint/flylint/parsers/shell"
)

// EnvSource says what set an environment variable.
type EnvSource uint8

// The sources, in the order in which they override each other.
const (
	EnvNowhere    EnvSource = iota
	EnvImage                // ENV of the Dockerfile, or ARG while the image is built
	EnvFly                  // [env] of the fly config
	EnvSecrets              // a secret
	EnvPlatform             // Fly itself: FLY_REGION and the like
	EnvScript               // a script of the image that the command runs: an overlay, an entrypoint, sh -c
	EnvRelease              // the release's own start script: RELEASE_NAME and the like
	EnvShTemplate           // rel/env.sh.eex
)

func (s EnvSource) String() string {
	return [...]string{"nowhere", "Dockerfile", "fly.toml", "secret", "Fly", "script", "release", "env.sh"}[s]
}

// EnvBinding is what a variable is worth, and what set it.
type EnvBinding struct {
	Name   string
	State  exconfig.EnvState
	Text   string        // the value, when EnvKnown
	Parts  []EnvPart     // the value in pieces, when it is set in the files; Text is them put together
	Range  parsers.Range // the value as written; invalid when nothing in the files sets it
	Key    parsers.Range // the name as written there
	Path   string        // in the fly config: env.PORT
	Source EnvSource
	Secret SecretStatus // of EnvSecrets

	// Condition is the test, as written, that decides whether this binding
	// holds and that the files cannot decide. The state then already speaks for
	// all possibilities; what holds otherwise is Shadows[0], or nothing.
	Condition string

	// Unless names the variable of a ${NAME:-default} that nothing in the files
	// sets: the default was taken, which a secret of that name would change.
	Unless string

	// Shadows are the bindings this one overrides, the nearest first.
	Shadows []EnvBinding

	guard *shell.Guard    // the undecided test
	own   exconfig.EnvVar // what it is worth if the condition holds
}

// EnvPart is a piece of a value.
type EnvPart struct {
	Kind EnvPartKind
	Text string // literal text, or the reference as written: ${FLY_IMAGE_REF##*-}
	Ref  string // PartVariable: the variable
}

// EnvPartKind says what a piece of a value is.
type EnvPartKind uint8

// The kinds of pieces.
const (
	PartText     EnvPartKind = iota // known text
	PartVariable                    // a variable whose content the files do not hold
	PartOutput                      // the output of a command, or another text that cannot be known
)

// Set reports whether the variable is certainly set.
func (b EnvBinding) Set() bool {
	return b.State == exconfig.EnvKnown || b.State == exconfig.EnvSecret
}

// Refers reports whether the value is made of the variable called name.
func (b EnvBinding) Refers(name string) bool {
	return slices.ContainsFunc(b.Parts, func(p EnvPart) bool { return p.Ref == name })
}

// Literal is the known text of the value, the unknown pieces left out.
func (b EnvBinding) Literal() string {
	var text strings.Builder
	for _, p := range b.Parts {
		if p.Kind == PartText {
			text.WriteString(p.Text)
		}
	}
	return text.String()
}

// Env is the environment of one program: of a process group's release, of the
// release machine's, or of the build.
type Env struct {
	vars   map[string]*envVar
	names  []string // of vars, in order; nil until somebody asks
	closed bool     // a variable that is not listed is certainly not set
}

// envVar is a variable while an environment is being worked out. It does not
// change once it is in an Env, for the clones of that share it.
type envVar struct {
	EnvBinding
	exported bool
}

// Lookup is what the variable called name is worth. A variable that nothing
// sets has the state EnvUnset when that is certain, else EnvUnknown.
func (e *Env) Lookup(name string) EnvBinding {
	if v, found := e.vars[name]; found && v.exported {
		return v.EnvBinding
	}
	return EnvBinding{Name: name, State: e.absent()}
}

// absent is the state of a variable that nothing sets.
func (e *Env) absent() exconfig.EnvState {
	if e.closed {
		return exconfig.EnvUnset
	}
	return exconfig.EnvUnknown
}

// LookupEnv makes Env the exconfig.Environment in which the configuration is
// evaluated.
func (e *Env) LookupEnv(name string) exconfig.EnvVar {
	if v, found := e.vars[name]; found && v.exported {
		return exconfig.EnvVar{State: v.State, Text: v.Text, Range: v.Range}
	}
	return exconfig.EnvVar{State: e.absent()}
}

// All goes through the variables that something sets, in the order of their
// names.
func (e *Env) All() iter.Seq[EnvBinding] {
	return func(yield func(EnvBinding) bool) {
		for _, name := range e.sorted() {
			if v := e.vars[name]; v.exported && !yield(v.EnvBinding) {
				return
			}
		}
	}
}

// sorted is the names of all variables in order.
func (e *Env) sorted() []string {
	if e.names == nil {
		e.names = make([]string, 0, len(e.vars))
		for name := range e.vars {
			e.names = append(e.names, name)
		}
		slices.Sort(e.names)
	}
	return e.names
}

// Complete reports whether every variable of the environment is listed: the
// names of the secrets are known, and no script reads a file of assignments.
func (e *Env) Complete() bool { return e.closed }

func newEnv() *Env { return &Env{vars: map[string]*envVar{}} }

// clone is a copy that can be changed without changing e.
func (e *Env) clone() *Env { return &Env{vars: maps.Clone(e.vars), closed: e.closed} }

// put makes v the variable of its name.
func (e *Env) put(v envVar) {
	e.vars[v.Name], e.names = &v, nil
}

// export lets the environment of commands hold a variable that is set.
func (e *Env) export(name string) {
	if v := e.vars[name]; !v.exported {
		exported := *v
		exported.exported = true
		e.put(exported)
	}
}

// bind sets a variable of the environment, over what it was before.
func (e *Env) bind(b EnvBinding) {
	e.set(b, true)
}

// set is bind for a variable of a shell, which the environment of its commands
// holds only if it is exported, now or before.
func (e *Env) set(b EnvBinding, exported bool) {
	if old, found := e.vars[b.Name]; found {
		exported = exported || old.exported
		previous := old.EnvBinding
		b.Shadows = append([]EnvBinding{previous}, previous.Shadows...)
		b.Shadows[0].Shadows = nil
	}
	b.own = exconfig.EnvVar{State: b.State, Text: b.Text}
	if b.Condition != "" {
		b.State, b.Text = b.undecided()
	}
	e.put(envVar{EnvBinding: b, exported: exported})
}

// undecided is the state of a variable that may or may not be bound to b: known
// only if both possibilities agree, set if it is set in both.
func (b EnvBinding) undecided() (exconfig.EnvState, string) {
	if len(b.Shadows) == 0 || !b.Set() {
		return exconfig.EnvUnknown, ""
	}
	other := b.Shadows[0]
	state, text := other.State, other.Text
	if complementary(b.guard, other.guard) {
		state, text = other.own.State, other.own.Text
	}
	switch {
	case state != exconfig.EnvKnown && state != exconfig.EnvSecret:
		return exconfig.EnvUnknown, ""
	case b.State == exconfig.EnvKnown && state == exconfig.EnvKnown && b.Text == text:
		return exconfig.EnvKnown, text
	}
	return exconfig.EnvSecret, ""
}

// complementary reports whether two guards are the two sides of one condition, such
// as then and else.
func complementary(g, other *shell.Guard) bool {
	return g != nil && other != nil && g.Range == other.Range && g.Negated != other.Negated
}
