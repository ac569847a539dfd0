package exconfig

import (
	"cmp"
	"maps"
	"path"
	"slices"

	"github.com/flylint/flylint/parsers"
	"github.com/flylint/flylint/parsers/elixir"
)

// Eval evaluates the configuration of a project: the build-time file with what
// it imports, then the run-time file merged into it. Either path may be "" or
// name no file; where there is no run-time file, the older releases.exs beside
// it counts.
func Eval(opts Options, configPath, runtimePath string) *Config {
	opts = opts.complete()
	built := opts.build(configPath)
	booted := built
	if runtimePath = opts.runtimeFile(runtimePath); runtimePath != "" {
		booted = opts.boot(built, opts.survey(built, runtimePath), runtimePath)
	}
	built.seal()
	return booted.seal()
}

// complete fills in what is usual.
func (o Options) complete() Options {
	o.Env, o.Target = cmp.Or(o.Env, "prod"), cmp.Or(o.Target, "host")
	return o
}

// build is the configuration as the build leaves it.
func (o *Options) build(configPath string) *Config {
	out := newConfig()
	ev := newEvaluator(o, out)
	ev.build, ev.env = true, o.Build
	ev.root(configPath)
	out.build = ev.state.apps
	out.apps = out.build
	return out
}

// runtimeFile is the file that is evaluated at boot; "" when there is none.
func (o *Options) runtimeFile(runtimePath string) string {
	if runtimePath == "" || o.Open(runtimePath) != nil {
		return runtimePath
	}
	if older := path.Join(path.Dir(runtimePath), "releases.exs"); o.Open(older) != nil {
		return older
	}
	return ""
}

// survey collects the reads of the run-time file. What a file needs shows best
// where nothing is known yet: then no default, no raise and no test of a
// variable is passed over.
func (o *Options) survey(built *Config, runtimePath string) *Config {
	out := built.continued()
	if o.Runtime == nil { // the boot itself is one
		return out
	}
	if o.sections != nil {
		out.reads = make(map[readKey]*Read, len(o.sections.memo.sections))
	}
	ev := newEvaluator(o, out)
	ev.dry = true
	ev.root(runtimePath)
	return out
}

// boot is the configuration once the run-time file is merged in.
func (o *Options) boot(built, survey *Config, runtimePath string) *Config {
	out := built.continued()
	out.files, out.surveyed, out.surveyedAt = slices.Clip(survey.files), survey.reads, survey.sections
	out.reads = make(map[readKey]*Read, len(survey.reads))
	ev := newEvaluator(o, out)
	ev.env = o.Runtime
	ev.root(runtimePath)
	out.runtime = ev.state.apps
	out.apps = mergeApps(ev, out.build, out.runtime)
	return out
}

func newConfig() *Config {
	return &Config{reads: map[readKey]*Read{}, opaques: map[parsers.Range]bool{}}
}

// continued is c as it is when a further phase begins, which does not change c.
func (c *Config) continued() *Config {
	next := newConfig()
	next.apps, next.build = c.build, c.build
	next.BuildReads, next.Raises = slices.Clip(c.BuildReads), slices.Clip(c.Raises)
	next.Opaques, next.files = slices.Clip(c.Opaques), slices.Clip(c.files)
	next.Lacks = slices.Clip(c.Lacks)
	maps.Copy(next.opaques, c.opaques)
	return next
}

// seal ends the evaluation: the reads do not change any more.
func (c *Config) seal() *Config {
	for _, r := range c.reads {
		r.seal = &c.marked
	}
	return c
}

func newEvaluator(opts *Options, out *Config) *evaluator {
	return &evaluator{opts: opts, out: out, modules: map[string]*module{}}
}

// mergeApps lays the run-time configuration over that of the build.
func mergeApps(ev *evaluator, build, runtime []appConfig) []appConfig {
	merged := state{apps: build, shared: true}
	for _, a := range runtime {
		merged.set(a.name, ev.mergeConfig(merged.get(a.name), a.conf))
	}
	return merged.apps
}

// root evaluates a file with nothing before it.
func (ev *evaluator) root(file string) {
	if file == "" {
		return
	}
	if tree := ev.opts.Open(file); tree != nil {
		if k := ev.opts.sections; k != nil && len(tree.Errors) == 0 {
			k.tree = tree
			ev.sections, ev.out.sections = k, k.at
		}
		ev.evalFile(file, tree)
	}
}

// evalFile evaluates a file in a scope of its own, for its last value.
func (ev *evaluator) evalFile(file string, tree *elixir.File) *Value {
	ev.note(file, tree)
	vars, names, mod, before := ev.vars, ev.names, ev.mod, ev.file
	ev.vars, ev.names, ev.mod, ev.file = nil, nil, nil, file
	v := newNil(tree.Range)
	for _, e := range tree.Exprs {
		if v = ev.statement(e); ev.steps > maxSteps {
			break
		}
	}
	ev.vars, ev.names, ev.mod, ev.file = vars, names, mod, before
	return v
}

func (ev *evaluator) note(file string, tree *elixir.File) {
	if ev.out.fileAt(tree.Range) != nil {
		return
	}
	phase := RunTime
	if ev.build {
		phase = BuildTime
	}
	ev.out.files = append(ev.out.files, phaseFile{file, tree.Range, phase})
}

// resolve is a path relative to the directory of the file being evaluated.
func (ev *evaluator) resolve(name string) string {
	return path.Join(path.Dir(ev.file), name)
}
