package model

import (
	"slices"
	"strings"

	"github.com/flylint/flylint/model/source"
	"github.com/flylint/flylint/parsers"
)

// Command is what a machine runs, followed as far as the files tell: through
// the image's ENTRYPOINT, shells, wrappers and scripts of the project.
type Command struct {
	parsers.Range // the text that decides it: in the fly config, else the CMD or ENTRYPOINT
	Origin        CommandOrigin
	Path          string // in the fly config: processes.app, deploy.release_command
	Group         string // the process group; empty on the release machine
	Argv          []Word // what is executed: ENTRYPOINT and CMD together
	Steps         []*Step
	Env           *Env // at its start, before any script changes it

	// Reached tells that the words of the fly config are run: false when the
	// image's ENTRYPOINT goes its own way, as far as it could be followed.
	Reached bool
}

// CommandOrigin says what decides a command.
type CommandOrigin uint8

// The origins of a command.
const (
	CommandNone           CommandOrigin = iota // nothing in the files says what runs
	CommandImage                               // ENTRYPOINT and CMD of the image
	CommandProcess                             // [processes]
	CommandExperimental                        // experimental.cmd, entrypoint or exec
	CommandReleaseCommand                      // deploy.release_command
)

// Word is one word of a command line.
type Word struct {
	parsers.Range // where it was written; of a word inside a longer text, that text
	Text          string
	Known         bool // Text is all of it; else only what could be known
}

// Step is one program that a command runs.
type Step struct {
	parsers.Range // where the program is called
	Kind          StepKind
	Program       string // as written, as far as it is known
	Args          []Word
	Origin        Origin       // where a program with a path comes from
	Script        *source.File // the script that calls it; nil when the command itself does
	Condition     string       // the test that decides whether it runs, when the files do not
	Exec          bool         // it is the command itself, or takes its place by exec all the way: it gets the signals
	Background    bool         // in a sub-shell, a pipeline or the background
	Env           *Env         // as the program sees it; of a release, after env.sh

	Release string // StepRelease: the name of the release
	Verb    string // StepRelease: start, eval, rpc …; StepMix: the task
	Expr    string // StepRelease: the Elixir code of eval and rpc, if it is known
}

// StepKind says what a step runs.
type StepKind uint8

// The kinds of steps.
const (
	StepProgram StepKind = iota // some other program
	StepRelease                 // bin/<release>
	StepMix                     // mix, elixir or iex: not part of a release
	StepMissing                 // a program that the image provably does not hold
	StepUnknown                 // a script or program that cannot be read: anything may run
)

// Starts reports whether the step boots the application and stays up.
func (s *Step) Starts() bool {
	switch s.Kind {
	case StepRelease:
		return strings.HasPrefix(s.Verb, "start") || strings.HasPrefix(s.Verb, "daemon") || s.Verb == "foreground"
	case StepMix:
		return s.Verb == "phx.server" || s.Verb == "run"
	}
	return false
}

// Known reports whether all that the command runs is among its steps.
func (c *Command) Known() bool {
	return c.Origin != CommandNone && !slices.ContainsFunc(c.Steps, func(s *Step) bool { return s.Kind == StepUnknown })
}

// Start is the step that boots the application; nil if there is none. Of
// several, such as the branches of a script, it is the first that certainly
// runs, else the first.
func (c *Command) Start() *Step {
	var start *Step
	for _, s := range c.Steps {
		if s.Starts() && (start == nil || start.Condition != "" && s.Condition == "") {
			start = s
		}
	}
	return start
}

// Runs lists the steps that run the program with that base name.
func (c *Command) Runs(program string) []*Step {
	var steps []*Step
	for _, s := range c.Steps {
		if baseName(s.Program) == program {
			steps = append(steps, s)
		}
	}
	return steps
}

// Calls lists the functions that eval and rpc steps call, as
// MyApp.Release.migrate, in order.
func (c *Command) Calls() []string {
	var calls []string
	for _, s := range c.Steps {
		calls = append(calls, s.Calls()...)
	}
	return calls
}

// Calls lists the functions of modules that the step's expression calls.
func (s *Step) Calls() []string {
	var calls []string
	for start := 0; start < len(s.Expr); {
		end := start
		for end < len(s.Expr) && isCallByte(s.Expr[end]) {
			end++
		}
		if isRemoteCall(s.Expr[start:end]) {
			calls = append(calls, s.Expr[start:end])
		}
		start = end + 1
	}
	return calls
}

func isCallByte(c byte) bool {
	return c == '_' || c == '.' || c == '!' || c == '?' || c == ':' ||
		'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}

// isRemoteCall reports whether text has the shape Module.function.
func isRemoteCall(text string) bool {
	module, function := cutLast(text, ".")
	return module != "" && function != "" &&
		(module[0] == ':' || 'A' <= module[0] && module[0] <= 'Z') &&
		(function[0] == '_' || 'a' <= function[0] && function[0] <= 'z')
}

// cutLast cuts s around the last sep; before is empty when there is none.
func cutLast(s, sep string) (before, after string) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):]
	}
	return "", s
}

// baseName is the last element of a program's path, which may be empty when it
// is not known.
func baseName(p string) string {
	_, base := cutLast(p, "/")
	return base
}
