package linter

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/sourcegraph/conc/panics"

	"github.com/flylint/flylint/model"
	"github.com/flylint/flylint/model/source"
)

// verdict is what judging one deployment gives.
type verdict struct {
	info       DeploymentInfo
	findings   []*Finding
	suppressed []*Finding
	ignores    []*ignore
	ran        ran
	sources    map[string][]byte
	files      int
	unreadable []source.ReadError
	crashed    bool
}

// judge reads one deployment and lets every check look at it.
func judge(opts Options, found source.Found, memory *model.Memory) *verdict {
	src, target := memory.Sources(found), found.Target
	if target.Unread {
		return judgeUnread(opts, src, target)
	}
	d := memory.Load(src, target, model.Known{Secrets: opts.Secrets, Facts: opts.Facts})
	if d == nil { // the config vanished or cannot be read
		return &verdict{info: DeploymentInfo{Config: Relative(opts.Base, target.Config)}, unreadable: unreadable(opts, src)}
	}
	j := newJudging(d, newResolver(src, opts.Base, target.Config))
	for _, check := range opts.Checks {
		if check.applies(d) && !opts.Policy.off(check.Slug) {
			j.run(check)
		}
	}
	d.Config() // whatever the checks asked for, the configuration must parse
	j.resolver.syntaxErrors(src.SyntaxErrors())
	ignores := j.resolver.ignores(&opts)
	findings, suppressed := suppress(opts.govern(j.resolver.finish()), ignores)
	ran := j.ran(&opts, ignores)
	ran.settle(&opts, ignores)
	return &verdict{
		info:       DeploymentInfo{Config: Relative(opts.Base, target.Config), App: strings.Clone(d.Fly.App.V), Read: readFiles(opts, src)},
		findings:   findings,
		suppressed: suppressed,
		ignores:    ignores,
		ran:        ran,
		sources:    j.resolver.sources,
		files:      len(src.Files()),
		unreadable: unreadable(opts, src),
		crashed:    j.crashed,
	}
}

// judging is one deployment before its judges, who come one after the other.
type judging struct {
	d        *model.Deployment
	resolver *resolver
	pass     *Pass         // what the present one sees
	reported []*Diagnostic // what the present one said
	heard    []*Check      // those that are through
	crashed  bool
}

func newJudging(d *model.Deployment, r *resolver) *judging {
	j := &judging{d: d, resolver: r}
	j.pass = &Pass{Deployment: d, report: func(d *Diagnostic) { j.reported = append(j.reported, d) }}
	return j
}

// run lets one check look at the deployment. A crash costs this check's word
// and no other's.
func (j *judging) run(check *Check) {
	var err error
	crash := panics.Try(func() { err = j.hear(check) })
	if crash != nil {
		err = errors.New(fmt.Sprint(crash.Value))
	}
	if err != nil {
		j.crashed = true
		j.resolver.internalError(check, err.Error(), j.d.File)
		return
	}
	j.heard = append(j.heard, check)
}

// ran says which rules judged the deployment, if anybody will ask. None did in
// full when some file of it could not be read or parsed.
func (j *judging) ran(opts *Options, ignores []*ignore) ran {
	if len(ignores) == 0 && !opts.Policy.accepts() {
		return nil
	}
	r := ran{}
	for _, check := range opts.known() {
		if check.applies(j.d) {
			r[check.Slug] = false
		}
	}
	if len(j.resolver.src.SyntaxErrors()) == 0 && len(j.resolver.src.Errors()) == 0 {
		for _, check := range j.heard {
			r[check.Slug] = true
		}
	}
	return r
}

// hear lets a check judge and, when it is through, resolves what it reported.
func (j *judging) hear(check *Check) error {
	j.pass.check, j.reported = check, nil
	check.Judge(j.pass)
	for _, d := range j.reported {
		if check.Evidence&InConfig != 0 && d.severity == Error {
			j.doubt(d)
		}
		if err := j.resolver.add(d); err != nil {
			return err
		}
	}
	return nil
}

// doubt lowers an error about the configuration where that imports a file that is
// not in the checkout, such as prod.secret.exs, which may say otherwise. It does
// not about what is set later, at boot.
func (j *judging) doubt(d *Diagnostic) {
	config := j.d.Config()
	if config == nil || len(config.Lacks) == 0 || j.d.IsBootFile(j.d.Sources.FileAt(d.Pos)) {
		return
	}
	d.As(Warning)
	d.Message += ", unless " + config.Lacks[0] + ", which is not here, says otherwise"
}

// judgeUnread says of a config in a format that is not read yet that it is not.
func judgeUnread(opts Options, src *source.Sources, target source.Target) *verdict {
	v := &verdict{info: DeploymentInfo{Config: Relative(opts.Base, target.Config)}}
	if f := src.Read(target.Config); f != nil {
		r := newResolver(src, opts.Base, target.Config)
		r.notRead(f)
		v.findings, v.sources, v.files = r.finish(), r.sources, 1
	}
	v.unreadable = unreadable(opts, src)
	return v
}

// readFiles names the files that were read as findings would, for a run that
// others follow.
func readFiles(opts Options, src *source.Sources) []string {
	if opts.Cache == nil {
		return nil
	}
	names := make([]string, len(src.Files()))
	for i, f := range src.Files() {
		names[i] = Relative(opts.Base, f.Path)
	}
	return names
}

// unreadable names the files that could not be read as findings would, and says
// why without the name.
func unreadable(opts Options, src *source.Sources) []source.ReadError {
	var errs []source.ReadError
	for _, e := range src.Errors() {
		var cause *fs.PathError
		if errors.As(e.Err, &cause) {
			e.Err = cause.Err
		}
		errs = append(errs, source.ReadError{Path: Relative(opts.Base, e.Path), Err: e.Err})
	}
	return errs
}
