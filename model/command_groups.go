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
func (d *Deployment) Command(group string) *Command {
	return d.memo.command("group "+group, func() *Command {
		c := &Command{Group: group, Env: d.machineEnv(group)}
		if x := d.Fly.Experimental; x.Exec.Set {
			c.use(CommandExperimental, x.Exec)
			c.Argv = literalWords(x.Exec)
		} else {
			c.Argv = slices.Concat(d.entrypoint(c), d.cmd(c, group))
		}
		return d.follow(c)
	})
}

// ReleaseCommand is what the release machine runs before a deploy; nil without
// deploy.release_command.
func (d *Deployment) ReleaseCommand() *Command {
	rc := d.Fly.Deploy.ReleaseCommand
	if !rc.Set || strings.TrimSpace(rc.V) == "" {
		return nil
	}
	return d.memo.command("release", func() *Command {
		c := &Command{Env: d.releaseMachineEnv()}
		c.Argv = slices.Concat(d.entrypoint(c), flyWords(rc))
		c.Origin, c.Range, c.Path = CommandReleaseCommand, rc.Range, rc.Path
		return d.follow(c)
	})
}

// follow works out the steps of a command.
func (d *Deployment) follow(c *Command) *Command {
	r := runner{d: d, cmd: c, env: c.Env.clone()}
	r.call.source = EnvScript
	r.call.exec = true
	if len(c.Argv) > 0 {
		r.run(c.Argv, true)
	}
	return c
}

// entrypoint is the words before those of [processes] or CMD: of
// experimental.entrypoint, else of the image.
func (d *Deployment) entrypoint(c *Command) []Word {
	if x := d.Fly.Experimental.Entrypoint; x.Set {
		c.use(CommandExperimental, x)
		return literalWords(x)
	}
	if d.Image == nil || d.Image.Final == nil || d.Image.Final.Entrypoint == nil {
		return nil
	}
	in := d.Image.Final.Entrypoint
	c.Origin, c.Range = CommandImage, in.Range
	return d.Image.argv(in)
}

// cmd is the words after the entrypoint's: the group's of [processes], else
// those of experimental.cmd, else of the image's CMD.
func (d *Deployment) cmd(c *Command, group string) []Word {
	for _, p := range d.Fly.Processes {
		if p.Name == group && p.Command.Set && strings.TrimSpace(p.Command.V) != "" {
			c.Origin, c.Range, c.Path = CommandProcess, p.Command.Range, p.Command.Path
			return flyWords(p.Command)
		}
	}
	if x := d.Fly.Experimental.Cmd; x.Set {
		c.use(CommandExperimental, x)
		return literalWords(x)
	}
	if d.Image == nil || d.Image.Final == nil || d.Image.Final.Cmd == nil {
		return nil
	}
	in := d.Image.Final.Cmd
	c.Origin, c.Range = CommandImage, in.Range
	return d.Image.argv(in)
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
func (d *Deployment) StartsServer(group string) (*Step, EnvBinding) {
	start := d.Command(group).Start()
	if start == nil {
		return nil, EnvBinding{Name: "PHX_SERVER", State: exconfig.EnvUnknown}
	}
	return start, start.Env.Lookup("PHX_SERVER")
}

// memo remembers what is worked out once a deployment.
type memo struct {
	commands  map[string]*Command
	envs      map[string]*Env
	obans     map[string][]*Oban
	endpoints map[string][]*Endpoint
	listeners map[*exconfig.Config][]listener

	repos     []*Repo
	reposRead bool

	mnesia     *Mnesia
	mnesiaRead bool
}

func (m *memo) command(key string, work func() *Command) *Command {
	if c, seen := m.commands[key]; seen {
		return c
	}
	if m.commands == nil {
		m.commands = map[string]*Command{}
	}
	c := work()
	m.commands[key] = c
	return c
}
