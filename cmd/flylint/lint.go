package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/linter/report"
	"github.com/flylint/flylint/model"
	"github.com/flylint/flylint/model/source"
)

// lintFlags are the flags of linting.
type lintFlags struct {
	formats  []string
	failOn   string
	selected []string
	ignored  []string
	secrets  string
	color    string
	stdin    string
	fix      bool
	unsafe   bool
	diff     bool
	reason   string // of the ignores to write; "" writes none
}

func (f *lintFlags) register(flags *pflag.FlagSet) {
	f.registerDecisions(flags)
	flags.Var((*formatsValue)(&f.formats), "format", formatHelp())
	flags.StringVar(&f.secrets, "secrets", "", "a `FILE` with the output of fly secrets list --json (names and status, never values)")
	flags.StringVar(&f.color, "color", "auto", "colour the text `WHEN`: auto, always or never")
	flags.BoolVar(&f.fix, "fix", false, "apply safe fixes, then report what is left")
	flags.BoolVar(&f.unsafe, "unsafe-fixes", false, "apply all fixes, also those that change behaviour; each says how")
	flags.BoolVar(&f.diff, "diff", false, "show what fixing, or --add-ignores, would change instead of writing it")
	flags.Var(&reasonValue{&f.reason}, "add-ignores", "write an ignore with this `REASON` for each of today's findings")
	flags.StringVar(&f.stdin, "stdin-filename", "", "take the text of the file at `PATH` from standard input")
}

// registerDecisions registers the flags that settings can be written for too.
func (f *lintFlags) registerDecisions(flags *pflag.FlagSet) {
	flags.StringVar(&f.failOn, "fail-on", "", "exit 1 at or above this `SEVERITY`: error, warning (the default), info or never")
	flags.Var((*namesValue)(&f.selected), "select", "only these `RULES`: slugs, families (oban/), or all")
	flags.Var((*namesValue)(&f.ignored), "ignore", "without these `RULES`: slugs, families (oban/), or all")
}

// formatsValue is a flag that may be given several times.
type formatsValue []string

func (v *formatsValue) String() string { return strings.Join(*v, " ") }
func (v *formatsValue) Type() string   { return "stringArray" }

func (v *formatsValue) Set(format string) error {
	*v = append(*v, format)
	return nil
}

// namesValue is a flag of names with commas between them, which may be given
// several times. The slices of pflag make a writer of CSV each at every start.
type namesValue []string

func (v *namesValue) String() string { return strings.Join(*v, ",") }
func (v *namesValue) Type() string   { return "strings" }

func (v *namesValue) Set(names string) error {
	if names != "" { // as of a variable that is not set
		*v = append(*v, strings.Split(names, ",")...)
	}
	return nil
}

// lint is the main job: judge, report, and say so with the exit code.
func (c *command) lint(ctx context.Context, flags lintFlags, args []string) error {
	prefault()
	outs, err := c.outputs(flags)
	if err != nil {
		return err
	}
	color, err := c.colored(flags.color)
	if err != nil {
		return err
	}
	opts, failOn, err := c.options(flags, args)
	if err != nil {
		return err
	}
	if c.Getenv("GOGC") == "" && c.Getenv("GOMEMLIMIT") == "" {
		afterCollection(collectLate)
	}
	result, err := c.run(ctx, flags, opts)
	if err != nil {
		return asTyped(err, opts.Paths, args)
	}
	if len(result.Deployments) == 0 {
		return fmt.Errorf("no fly.toml in %s or below; `fly launch` makes one, and a fly config of another name can be given as PATH", where(args))
	}
	end := verdict(result, failOn)
	if err := c.write(outs, result, report.Options{Color: color, Checks: opts.Checks, ExitCode: exitCode(end)}); err != nil {
		return err
	}
	for _, e := range result.Unreadable {
		fmt.Fprintf(c.Stderr, "flylint: cannot read %s: %v\n", e.Path, e.Err)
	}
	c.noteStale(opts, result)
	return end
}

// verdict turns a result into the error that carries the exit code, or nil.
func verdict(result *linter.Result, failOn linter.Severity) error {
	switch {
	case result.Crashed:
		return exitError(exitInternal)
	case len(result.Unreadable) > 0:
		return exitError(exitUsage)
	}
	for _, f := range result.Findings {
		if failOn != 0 && f.Severity >= failOn {
			return exitError(exitFindings)
		}
	}
	return nil
}

// asTyped calls a path that cannot be linted as the arguments do.
func asTyped(err error, paths, args []string) error {
	var about *fs.PathError
	if errors.As(err, &about) {
		if i := slices.Index(paths, about.Path); i >= 0 && i < len(args) {
			return fmt.Errorf("%s: %w", args[i], about.Err)
		}
	}
	return err
}

func where(args []string) string {
	if len(args) == 0 {
		return "this directory"
	}
	return strings.Join(args, ", ")
}

// options turns flags and arguments into the options of a run, and says at
// which severity it fails; 0 is never.
func (c *command) options(flags lintFlags, args []string) (linter.Options, linter.Severity, error) {
	if flags.stdin != "" && len(args) == 0 {
		args = []string{flags.stdin}
	}
	p, err := c.open(args)
	if err != nil {
		return linter.Options{}, 0, err
	}
	failOn, err := linter.ParseFailOn(cmp.Or(flags.failOn, p.settings.FailOn, "warning"))
	if err != nil {
		return linter.Options{}, 0, fmt.Errorf("--fail-on: %w", err)
	}
	opts, err := c.projectOptions(p, flags)
	switch {
	case err != nil:
		return linter.Options{}, 0, err
	case opts.Policy.Baseline == nil && p.settings.Baseline != "":
		return linter.Options{}, 0, fmt.Errorf("%s names a baseline that is not there, %s; `flylint baseline` writes it", p.settings.File, p.settings.Baseline)
	case flags.stdin != "":
		opts.FS, err = c.overStdin(p.Disk, flags.stdin)
	}
	return opts, failOn, err
}

// projectOptions are the options of a run over a project.
func (c *command) projectOptions(p *project, flags lintFlags) (linter.Options, error) {
	selected, err := linter.Select(p.checks, flags.selected, flags.ignored)
	if err != nil {
		return linter.Options{}, err
	}
	secrets, err := readSecrets(flags.secrets)
	if err != nil {
		return linter.Options{}, err
	}
	policy, err := p.policy(flags.selected)
	return linter.Options{
		FS: p.FS, Paths: p.Paths, Base: p.Base, Checks: selected, Known: p.checks,
		Secrets: secrets, Facts: p.settings.Facts, Policy: policy, Today: c.Now(),
	}, err
}

// overStdin lays standard input over the file of that name.
func (c *command) overStdin(disk linter.Disk, name string) (*linter.OverlayFS, error) {
	cwd, err := c.Getwd()
	if err != nil {
		return nil, err
	}
	text, err := io.ReadAll(io.LimitReader(c.Stdin, source.MaxFileSize+1))
	if err != nil {
		return nil, fmt.Errorf("standard input: %w", err)
	}
	path, err := disk.Path(cwd, name)
	if err != nil {
		return nil, err
	}
	return linter.Overlay(disk.FS, map[string][]byte{path: text}), nil
}

// readSecrets reads the file of --secrets; nil without one.
func readSecrets(name string) (*model.Secrets, error) {
	if name == "" {
		return nil, nil
	}
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("--secrets: %w", err)
	}
	secrets, err := model.ParseSecrets(text)
	if err != nil {
		return nil, fmt.Errorf("--secrets %s: %w", name, err)
	}
	return secrets, nil
}
