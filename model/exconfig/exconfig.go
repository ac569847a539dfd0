package exconfig

import (
	"path"

	"github.com/flylint/flylint/parsers"
	"github.com/flylint/flylint/parsers/elixir"
)

// Eval evaluates the configuration of a project: the build-time file with what
// it imports, then the run-time file merged into it. Either path may be "" or
// name no file; where there is no run-time file, the older releases.exs beside
// it counts.
func Eval(opts Options, configPath, runtimePath string) *Config {
	if opts.Env == "" {
		opts.Env = "prod"
	}
	if opts.Target == "" {
		opts.Target = "host"
	}
	out := &Config{reads: map[readKey]*Read{}, opaques: map[parsers.Range]bool{}}

	builder := newEvaluator(&opts, out)
	builder.build, builder.env = true, opts.Build
	builder.root(configPath)
	out.build = builder.state.apps
	out.apps = out.build

	if runtimePath != "" && opts.Open(runtimePath) == nil {
		runtimePath = path.Join(path.Dir(runtimePath), "releases.exs")
	}
	if runtimePath == "" || opts.Open(runtimePath) == nil {
		return out
	}
	if opts.Runtime != nil {
		// What a file needs shows best where nothing is known yet: then no
		// default, no raise and no test of a variable is passed over.
		survey := newEvaluator(&opts, out)
		survey.dry = true
		survey.root(runtimePath)
	}
	runner := newEvaluator(&opts, out)
	runner.env = opts.Runtime
	runner.root(runtimePath)
	out.runtime = runner.state.apps
	out.apps = mergeApps(runner, out.build, out.runtime)
	return out
}

func newEvaluator(opts *Options, out *Config) *evaluator {
	return &evaluator{opts: opts, out: out, state: &state{}, modules: map[string]*module{}}
}

// mergeApps lays the run-time configuration over that of the build.
func mergeApps(ev *evaluator, build, runtime []appConfig) []appConfig {
	merged := &state{apps: build, shared: true}
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
		if v = ev.eval(e); ev.steps > maxSteps {
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
