package model

import (
	"slices"
	"strings"

	"github.com/flylint/flylint/model/exconfig"
	"github.com/flylint/flylint/model/flyconfig"
	"github.com/flylint/flylint/model/source"
	"github.com/flylint/flylint/parsers/dockerfile"
)

// Command is what the machines of a process group run.
func (b *Basis) Command(group string) *Command {
	return b.command("group "+group, func() *Command {
		c := &Command{Group: group, Env: b.machineEnv(group)}
		if x := b.Fly.Experimental; x.Exec.Set {
			c.use(CommandExperimental, x.Exec)
			c.Argv = literalWords(x.Exec)
		} else {
			c.Argv = slices.Concat(b.entrypoint(c), b.cmd(c, group))
		}
		return b.follow(c)
	})
}

// ReleaseCommand is what the release machine runs before a deploy; nil without
// deploy.release_command.
func (b *Basis) ReleaseCommand() *Command {
	rc := b.Fly.Deploy.ReleaseCommand
	if !rc.Set || strings.TrimSpace(rc.V) == "" {
		return nil
	}
	return b.command("release", func() *Command {
		c := &Command{Env: b.releaseMachineEnv()}
		c.Argv = slices.Concat(b.entrypoint(c), flyWords(rc))
		c.Origin, c.Range, c.Path = CommandReleaseCommand, rc.Range, rc.Path
		return b.follow(c)
	})
}

// follow works out the steps of a command.
func (b *Basis) follow(c *Command) *Command {
	r := runner{b: b, cmd: c, env: c.Env.clone()}
	r.call.source = EnvScript
	r.call.exec = true
	if len(c.Argv) > 0 {
		r.run(c.Argv, true)
	}
	return c
}

// entrypoint is the words before those of [processes] or CMD: of
// experimental.entrypoint, else of the image.
func (b *Basis) entrypoint(c *Command) []Word {
	if x := b.Fly.Experimental.Entrypoint; x.Set {
		c.use(CommandExperimental, x)
		return literalWords(x)
	}
	if b.Image == nil || b.Image.Final == nil || b.Image.Final.Entrypoint == nil {
		return nil
	}
	in := b.Image.Final.Entrypoint
	c.Origin, c.Range = CommandImage, in.Range
	return b.Image.argv(in)
}

// cmd is the words after the entrypoint's: the group's of [processes], else
// those of experimental.cmd, else of the image's CMD.
func (b *Basis) cmd(c *Command, group string) []Word {
	for _, p := range b.Fly.Processes {
		if p.Name == group && p.Command.Set && strings.TrimSpace(p.Command.V) != "" {
			c.Origin, c.Range, c.Path = CommandProcess, p.Command.Range, p.Command.Path
			return flyWords(p.Command)
		}
	}
	if x := b.Fly.Experimental.Cmd; x.Set {
		c.use(CommandExperimental, x)
		return literalWords(x)
	}
	if b.Image == nil || b.Image.Final == nil || b.Image.Final.Cmd == nil {
		return nil
	}
	in := b.Image.Final.Cmd
	c.Origin, c.Range = CommandImage, in.Range
	return b.Image.argv(in)
}

func (c *Command) use(origin CommandOrigin, list flyconfig.Strings) {
	c.Origin, c.Range, c.Path = origin, list.Range, list.Path
}

// argv is what CMD or ENTRYPOINT executes; the shell form goes to the stage's
// SHELL.
func (im *Image) argv(in *dockerfile.Instruction) []Word {
	var argv []Word
	if in.Form == dockerfile.ExecForm {
		for _, w := range in.Args {
			argv = append(argv, Word{w.Range, w.Value, true})
		}
		return argv
	}
	for _, w := range im.shellOf(in) {
		argv = append(argv, Word{in.Text.Range, w, true})
	}
	return append(argv, Word{in.Text.Range, in.Text.Raw, true})
}

// shellOf is the shell that runs the shell form of an instruction.
func (im *Image) shellOf(in *dockerfile.Instruction) []string {
	if s := im.Final.Shell; s != nil && s.Pos() < in.Pos() && len(s.Args) > 0 {
		var words []string
		for _, w := range s.Args {
			words = append(words, w.Value)
		}
		return words
	}
	return []string{"/bin/sh", "-c"}
}

func literalWords(list flyconfig.Strings) []Word {
	var argv []Word
	for _, v := range list.V {
		argv = append(argv, Word{v.Range, v.V, true})
	}
	return argv
}

// flyWords splits a command of the fly config as flyctl does.
func flyWords(v source.Value[string]) []Word {
	return splitWords(v.V, v.Range)
}

// StartsServer tells whether the machines of a group boot the release with
// PHX_SERVER set: the step that boots it, and what PHX_SERVER is worth there.
// The step is nil when the files show none.
func (b *Basis) StartsServer(group string) (*Step, EnvBinding) {
	start := b.Command(group).Start()
	if start == nil {
		return nil, EnvBinding{Name: "PHX_SERVER", State: exconfig.EnvUnknown}
	}
	return start, start.Env.Lookup("PHX_SERVER")
}
