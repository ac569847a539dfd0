package model

import (
	"slices"
	"strings"

	"github.com/flylint/flylint/model/exconfig"
	"github.com/flylint/flylint/model/source"
	"github.com/flylint/flylint/parsers"
	"github.com/flylint/flylint/parsers/shell"
)

// maxCalls bounds how deep scripts may call scripts.
const maxCalls = 12

// Bounds on one command, whatever calls what: the programs it runs, the lines
// of script that are followed, the words of a command line, and the bytes and
// pieces of a value. Real scripts stay far below; X=$X$X does not.
const (
	maxSteps = 200
	maxLines = 20_000
	maxWords = 1_000
	maxText  = 1 << 16
	maxParts = 200
)

// runner follows a command through scripts as a machine would run it. It never
// runs anything: what a program prints or does is unknown.
type runner struct {
	b    *Basis
	cmd  *Command
	env  *Env
	call call

	lines   int  // followed so far
	inEnvSh bool // it follows env.sh
}

// call is the script or command text that is being followed.
type call struct {
	depth      int
	source     EnvSource     // what its assignments count as
	script     *source.File  // nil for a text of the command itself
	at         parsers.Range // stands for every range of a text that is no file
	dir        string        // the directory of the script in the image, for ./program
	program    Word          // $0
	args       []Word        // $1, $2 …
	shifted    bool          // nobody knows how often
	conditions []string      // the undecided tests around the call
	background bool
	exec       bool // it is the machine's first process, or took its place
	done       bool // an exec or exit ended it
	functions  map[string]*shell.Function
	verdicts   map[parsers.Range]exconfig.Truth // of the tests met so far: what their bodies change must not change them
}

// run follows one command line. exec tells that it takes the place of the
// machine's first process.
func (r *runner) run(argv []Word, exec bool) {
	argv, ok := r.unwrap(argv)
	if !ok || len(argv) == 0 || len(r.cmd.Steps) >= maxSteps {
		return
	}
	program := argv[0]
	base := baseName(program.Text)
	switch {
	case !program.Known && base == "":
		r.step(StepUnknown, argv, exec)
	case isShell(base) && program.Known:
		r.shell(argv, exec)
	case base == "su":
		r.su(argv, exec)
	case slices.Contains(mixPrograms(), base):
		s := r.step(StepMix, argv, exec)
		s.Verb = mixVerb(argv)
	case base == "litefs" && (len(argv) == 1 || argv[1].Text == "mount"): // "litefs" alone until LiteFS 0.4
		r.litefs(argv, exec)
	case base == "litestream" && len(argv) > 1 && argv[1].Text == "replicate":
		r.litestream(argv, exec)
	default:
		r.program(argv, exec)
	}
}

// program follows a program by its path: the release, a script, or another.
func (r *runner) program(argv []Word, exec bool) {
	origin, script, release := r.find(argv[0])
	switch {
	case release != "":
		r.release(release, argv, origin, exec)
	case script != nil && script.File != nil && script.File == r.call.script:
		// It calls itself, with other rights: its steps are those that follow.
	case script != nil && r.call.depth < maxCalls:
		r.script(script, argv, r.directory(argv[0]), exec)
	case origin.Kind == OriginAbsent:
		r.step(StepMissing, argv, exec).Origin = origin
	case r.looksLikeRelease(argv):
		r.release(r.b.releaseName(), argv, origin, exec)
	default:
		kind := StepProgram
		if !argv[0].Known || origin.Kind != OriginUnknown || r.isOwnPath(argv[0].Text) {
			kind = StepUnknown
		}
		r.step(kind, argv, exec).Origin = origin
	}
}

// looksLikeRelease tells the release's script by what it is given, where its
// path cannot be traced: a link made by RUN, or an image that is not built
// here.
func (r *runner) looksLikeRelease(argv []Word) bool {
	return r.b.releaseName() != "" && len(argv) > 1 && r.isOwnPath(argv[0].Text) && IsReleaseVerb(argv[1].Text)
}

// IsReleaseVerb reports whether a word is what a release's script is told to do.
func IsReleaseVerb(word string) bool {
	switch word {
	case "start", "start_iex", "daemon", "eval", "rpc", "remote":
		return true
	}
	return false
}

// isOwnPath reports whether a program that could not be traced is likely to be
// the project's, and not one of the base image.
func (r *runner) isOwnPath(p string) bool {
	if !strings.Contains(p, "/") {
		return r.b.Image == nil // nothing tells what PATH holds
	}
	for _, system := range [...]string{"/bin/", "/sbin/", "/usr/bin/", "/usr/sbin/"} {
		if strings.HasPrefix(p, system) {
			return false
		}
	}
	return true
}

// step notes one program.
func (r *runner) step(kind StepKind, argv []Word, exec bool) *Step {
	s := &Step{
		Range:      argv[0].Range,
		Kind:       kind,
		Program:    argv[0].Text,
		Args:       argv[1:],
		Script:     r.call.script,
		Condition:  strings.Join(r.call.conditions, " and "),
		Exec:       exec,
		Background: r.call.background,
		Env:        r.env.clone(),
	}
	r.cmd.Steps = append(r.cmd.Steps, s)
	for _, w := range argv {
		r.reach(w)
	}
	return s
}

// reach notes that a word of the fly config is run.
func (r *runner) reach(w Word) {
	if r.cmd.Path != "" && r.cmd.From <= w.From && w.To <= r.cmd.To {
		r.cmd.Reached = true
	}
}

// release follows a command of the release: its environment is completed by
// its start script and by env.sh.
func (r *runner) release(name string, argv []Word, origin Origin, exec bool) {
	s := r.step(StepRelease, argv, exec)
	s.Release, s.Origin = name, origin
	if len(argv) > 1 {
		s.Verb = argv[1].Text
	}
	if (s.Verb == "eval" || s.Verb == "rpc") && len(argv) > 2 && argv[2].Known {
		s.Expr = argv[2].Text
	}
	s.Env = r.releaseEnv(name, argv[1:])
}

// releaseEnv is the environment of the VM that a command of the release starts.
func (r *runner) releaseEnv(name string, args []Word) *Env {
	inner := runner{b: r.b, cmd: &Command{}, env: r.env.clone(), lines: r.lines, inEnvSh: true}
	inner.call = call{depth: r.call.depth + 1, source: EnvShTemplate, args: args}
	inner.releaseVariables(name, args)
	if r.b.Rel != nil && r.b.Rel.EnvSh != nil && !r.inEnvSh { // one that runs the release would never end
		inner.call.script = r.b.Rel.EnvSh.File
		inner.steps(r.b.Rel.EnvSh.Steps)
	}
	inner.releaseDefaults()
	return inner.env
}

// releaseVariables sets what the release's start script sets before it sources
// env.sh. RELEASE_COMMAND is its own first argument from here on, even on Fly's
// release machine, where it was "1".
func (r *runner) releaseVariables(name string, args []Word) {
	r.provide("RELEASE_ROOT", r.b.releaseRoot())
	r.provide("RELEASE_NAME", name)
	r.provide("RELEASE_VSN", "")
	r.provide("RELEASE_PROG", name)
	verb := EnvBinding{Name: "RELEASE_COMMAND", Source: EnvRelease, State: exconfig.EnvSecret}
	if len(args) > 0 && args[0].Known {
		verb.State, verb.Text = exconfig.EnvKnown, args[0].Text
	}
	r.env.bind(verb)
}

// releaseDefaults sets what the start script sets after env.sh, unless it is
// set already.
func (r *runner) releaseDefaults() {
	name := r.env.Lookup("RELEASE_NAME")
	r.provide("RELEASE_COOKIE", "")
	r.provide("RELEASE_MODE", "embedded")
	r.provide("RELEASE_NODE", name.Text)
	r.provide("RELEASE_TMP", "")
	r.provide("RELEASE_VM_ARGS", "")
	r.provide("RELEASE_REMOTE_VM_ARGS", "")
	r.provide("RELEASE_DISTRIBUTION", "sname")
	r.provide("RELEASE_BOOT_SCRIPT", "start")
	r.provide("RELEASE_BOOT_SCRIPT_CLEAN", "start_clean")
}

// provide exports a variable as the start script does, with a default that is
// known unless it is empty.
func (r *runner) provide(name, value string) {
	v, found := r.env.vars[name]
	empty := found && v.State == exconfig.EnvKnown && v.Text == ""
	if found && !empty && (v.Set() || v.Condition != "") {
		// Where its condition does not hold, the default steps in.
		kept := envVar{EnvBinding: v.EnvBinding, exported: true}
		if !v.Set() {
			kept.State = exconfig.EnvSecret
		}
		r.env.put(kept)
		return
	}
	b := EnvBinding{Name: name, Source: EnvRelease, State: exconfig.EnvSecret}
	if value != "" {
		b.State, b.Text, b.Parts = exconfig.EnvKnown, value, []EnvPart{{Text: value}}
	}
	r.env.bind(b)
}
