package exconfig

import (
	"go/token"
	"slices"

	"github.com/flylint/flylint/parsers"
)

// Memo remembers evaluations from one run of a server to the next. An evaluation
// depends on nothing but the answers to what it asks: trees of files, modules,
// variables. So what it asked is kept with what came of it, in order, and it is
// made again only when some answer is another one now. Nobody has to know, or
// say, what an edit may concern.
//
// The phases are remembered each by itself: the build does not ask what differs
// between process groups, and the survey asks nothing of the environment.
//
// The zero Memo is ready. It is not for use by several evaluations at once, and
// what it returned in the last run is not to be used any more.
type Memo struct {
	run       int
	known     []*remembered
	sections  map[string][]*section // by text
	passes    uint16                // in which positions were looked at
	numbers   map[question]int      // of the questions that were ever put
	questions [phaseNone]int        // how many each phase asks at most
}

// remembered is one phase of an evaluation.
type remembered struct {
	task
	asked  []answered
	config *Config
	places []*parsers.Range // where that has the places of variables; nil until they move
	run    int              // the last one that it served
}

// task is what to do in a phase, beside what it will ask.
type task struct {
	phase              memoPhase
	env, target, dir   string
	configPath         string
	runtimePath        string
	built, survey      *Config
	noBuild, noRuntime bool // nothing is known of the environment
	noGlob             bool // patterns are not followed
}

type memoPhase uint8

const (
	phaseBuild memoPhase = iota
	phaseSurvey
	phaseBoot
	phaseAll  // all of them, where they cannot be told apart
	phaseNone // what was remembered is lost
)

// maxPasses is after how many passes of a mover everything is forgotten, lest a
// later one take a value for visited: they are counted in 16 bits.
const maxPasses = 60_000

// maxNumbers is after how many questions everything is forgotten, among them those
// about variables whose names were only half typed.
const maxNumbers = 10_000

// lastPass is the one after which no section is used in the present run.
const lastPass = 65_000

// Begin begins a new run: what the last one had no use for is forgotten.
func (m *Memo) Begin() {
	m.known = slices.DeleteFunc(m.known, func(r *remembered) bool { return r.run != m.run })
	for text, list := range m.sections {
		if list = slices.DeleteFunc(list, func(s *section) bool { return s.run != m.run }); len(list) == 0 {
			delete(m.sections, text)
		} else {
			m.sections[text] = list
		}
	}
	if m.passes > maxPasses || len(m.numbers) > maxNumbers {
		*m = Memo{run: m.run, questions: m.questions}
	}
	if m.run++; m.run > 1 && m.sections == nil {
		m.sections = map[string][]*section{}
	}
}

// Eval is the function Eval, which it calls no more often than it must.
func (m *Memo) Eval(opts Options, configPath, runtimePath string) *Config {
	opts = opts.complete()
	t := task{env: opts.Env, target: opts.Target, dir: opts.Dir, configPath: configPath}
	t.phase, t.noBuild, t.noGlob = phaseBuild, opts.Build == nil, opts.Glob == nil
	t.built = m.recall(t, &opts, func(o *Options) *Config { return o.build(configPath).seal() })
	if runtimePath = opts.runtimeFile(runtimePath); runtimePath == "" {
		return t.built
	}
	t.phase, t.runtimePath, t.noRuntime = phaseSurvey, runtimePath, opts.Runtime == nil
	t.survey = m.recall(t, &opts, func(o *Options) *Config { return o.survey(t.built, runtimePath).seal() })
	t.phase = phaseBoot
	booted := m.recall(t, &opts, func(o *Options) *Config { return o.boot(t.built, t.survey, runtimePath).seal() })
	if !t.built.marked {
		return booted
	}
	// The boot has something to say about what the build read, so no two boots
	// can share the build.
	t.phase, t.built, t.survey = phaseAll, nil, nil
	return m.recall(t, &opts, func(o *Options) *Config { return Eval(*o, configPath, runtimePath) })
}

// recall does a task, unless that was done and would be done the same now.
func (m *Memo) recall(t task, opts *Options, do func(*Options) *Config) *Config {
	for _, r := range m.known {
		if r.task == t && m.holds(r, opts) {
			r.run = m.run
			for _, s := range r.config.sections {
				s.run = m.run
			}
			return r.config
		}
	}
	usual := m.questions[t.phase]
	rec := &recorder{opts: opts, memo: m, at: make([]int32, len(m.numbers)), asked: make([]answered, 0, usual)}
	config := do(m.divided(rec, t))
	m.questions[t.phase] = max(usual, len(rec.asked))
	m.known = append(m.known, &remembered{task: t, asked: rec.asked, config: config, run: m.run})
	return config
}

// divided lets the run-time file be evaluated in sections, unless this is the first
// run, which may be the only one.
func (m *Memo) divided(rec *recorder, t task) *Options {
	opts := rec.options()
	if m.sections != nil && (t.phase == phaseSurvey || t.phase == phaseBoot) {
		t.survey = nil
		opts.sections = &sections{memo: m, rec: rec, task: t, at: make(map[token.Pos]*section, len(m.sections))}
	}
	return opts
}

// holds reports whether everything asked has the same answer now. The questions
// are put in the old order and only up to the first other answer, so that none
// is put that a new evaluation would not put.
//
// Where a variable is worth the same and only stands elsewhere, the positions
// move along; not in what this run uses already, nor in a build, which many
// boots share.
func (m *Memo) holds(r *remembered, opts *Options) bool {
	var places mover
	for i := range r.asked {
		old := &r.asked[i]
		now := old.ask(opts)
		switch from, to := old.variable.Range, now.variable.Range; {
		case !old.same(&now):
			return false
		case from != to && (r.run == m.run || r.phase == phaseBuild || !places.move(from, to)):
			return false
		}
	}
	for _, s := range r.config.sections { // another evaluation of this run may have moved them
		if s.run == m.run && !s.answered(&recorder{opts: opts, memo: m}) {
			return false
		}
	}
	return places.to == nil || m.move(r, &places)
}

// move gives what is remembered the new places. Where that fails it is forgotten.
func (m *Memo) move(r *remembered, to *mover) bool {
	if r.places == nil && !m.locate(r, to) {
		*r = remembered{task: task{phase: phaseNone}}
		return false
	}
	to.all(r.places)
	return true
}

// locate finds out where what is remembered has the places of variables, those of
// them that move now and all others. A place to move to counts as one, too: what
// is shared with another configuration may have moved already.
func (m *Memo) locate(r *remembered, to *mover) (ok bool) {
	variables := map[parsers.Range]bool{}
	for i := range r.asked {
		if at := r.asked[i].variable.Range; at.IsValid() {
			variables[at] = true
		}
	}
	for at := range to.from {
		variables[at] = true
	}
	m.passes++
	r.places, ok = r.config.placesOf(variables, m.passes)
	for i := range r.asked {
		r.places = append(r.places, &r.asked[i].variable.Range)
	}
	for _, s := range r.config.sections {
		for i := range s.asked {
			r.places = append(r.places, &s.asked[i].variable.Range)
		}
	}
	return ok
}
