package model

import (
	"strings"

	"github.com/flylint/flylint/model/exconfig"
	"github.com/flylint/flylint/parsers/dockerfile"
)

// BuildEnv is the environment in which mix compiles the project and assembles
// the release: where config.exs and prod.exs are evaluated. Fly's variables and
// secrets do not exist there. Without a Dockerfile that runs mix nothing is
// known of it.
func (b *Basis) BuildEnv() *Env {
	return b.env("build", func() *Env {
		e := newEnv()
		im := b.Image
		if im == nil || im.Builder == nil || len(im.Mix) == 0 {
			return e
		}
		last := im.Mix[len(im.Mix)-1].Instruction
		if im.Assemble != nil {
			last = im.Assemble
		}
		e.closed = true
		im.bindBuild(e, last)
		return e
	})
}

// bindBuild binds what the instruction sees: ARGs, ENVs which override them,
// and the assignments before its own commands.
func (im *Image) bindBuild(e *Env, at *dockerfile.Instruction) {
	for _, st := range stageChain(im.Builder) {
		for _, arg := range st.Args() {
			if arg.Pos() < at.Pos() {
				e.bind(argBinding(arg))
			}
		}
	}
	for _, v := range im.Builder.EnvAt(at) {
		e.bind(dockerBinding(v))
	}
	for _, b := range inlineAssignments(at) {
		e.bind(b)
	}
	bindUsual(e)
	if usesBuildSecrets(at) {
		// A secret of the build comes from a file or, with env=, as a variable.
		e.closed = false
	}
}

// argBinding is the binding of an ARG. One without a default may be given on
// the command line of fly deploy.
func argBinding(v *dockerfile.Variable) EnvBinding {
	b := dockerBinding(v)
	if v.Pair.Value == nil && !v.Overridden && v.Value.Text == "" {
		b.State, b.Text, b.Parts = exconfig.EnvUnknown, "", nil
	}
	return b
}

// inlineAssignments finds what a RUN sets for its own commands: NAME=value before
// one of them, or by export.
func inlineAssignments(in *dockerfile.Instruction) []EnvBinding {
	var found []EnvBinding
	for command := range runCommands(in) {
		if command[0].text == "export" || command[0].text == "env" {
			command = command[1:]
		}
		for _, w := range command {
			name, value, assigns := w.assignment()
			if !assigns {
				break
			}
			b := known(name, value, EnvImage)
			b.Range, b.Key = w.Range, w.Range
			if strings.ContainsAny(value, "$`") {
				b.State, b.Text = exconfig.EnvSecret, ""
				b.Parts = []EnvPart{{Kind: PartOutput, Text: value}}
			}
			found = append(found, b)
		}
	}
	return found
}

// usesBuildSecrets reports whether a RUN mounts secrets of the build.
func usesBuildSecrets(in *dockerfile.Instruction) bool {
	for _, flag := range in.Flags {
		if flag.Name == "mount" && flag.Value != nil && strings.Contains(flag.Value.Value, "type=secret") {
			return true
		}
	}
	return false
}
