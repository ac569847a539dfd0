package linter

import (
	"errors"
	"fmt"
	"go/token"
	"io/fs"

	"github.com/sourcegraph/conc/panics"
	"golang.org/x/tools/go/analysis"

	"github.com/flylint/flylint/model"
)

// verdict is what judging one deployment gives.
type verdict struct {
	info       DeploymentInfo
	findings   []*Finding
	sources    map[string][]byte
	files      int
	unreadable []model.ReadError
	crashed    bool
}

// judge reads one deployment and lets every check look at it.
func judge(opts Options, target model.Target) *verdict {
	src := model.NewSources(opts.FS, token.NewFileSet())
	if target.Unread {
		return judgeUnread(opts, src, target)
	}
	d := model.Load(src, target, model.Known{Secrets: opts.Secrets})
	if d == nil { // the config vanished or cannot be read
		return &verdict{info: DeploymentInfo{Config: Relative(opts.Base, target.Config)}, unreadable: unreadable(opts, src)}
	}
	j := &judging{d: d, resolver: newResolver(src, opts.Base, target.Config)}
	for _, check := range opts.Checks {
		if check.applies(d) {
			j.run(check)
		}
	}
	d.Config() // whatever the checks asked for, the configuration must parse
	j.resolver.syntaxErrors(src.SyntaxErrors())
	return &verdict{
		info:       DeploymentInfo{Config: Relative(opts.Base, target.Config), App: d.Fly.App.V},
		findings:   j.resolver.finish(),
		sources:    j.resolver.sources,
		files:      len(src.Files()),
		unreadable: unreadable(opts, src),
		crashed:    j.crashed,
	}
}

// judging is one deployment before its judges.
type judging struct {
	d        *model.Deployment
	resolver *resolver
	crashed  bool
}

// run lets one check look at the deployment. A crash costs this check's word
// and no other's.
func (j *judging) run(check *Check) {
	var reported []*Diagnostic
	pass := &Pass{Deployment: j.d, check: check, report: func(d *Diagnostic) { reported = append(reported, d) }}
	var err error
	crash := panics.Try(func() { err = runAnalyzer(check, pass) })
	if crash == nil && err == nil {
		crash = panics.Try(func() {
			for _, d := range reported {
				if err = j.resolver.add(d); err != nil {
					return
				}
			}
		})
	}
	switch {
	case crash != nil:
		j.crashed = true
		j.resolver.internalError(check, fmt.Sprint(crash.Value), j.d.File)
	case err != nil:
		j.crashed = true
		j.resolver.internalError(check, err.Error(), j.d.File)
	}
}

// runAnalyzer calls the analyzer as the drivers of x/tools do.
func runAnalyzer(check *Check, pass *Pass) error {
	_, err := check.Run(&analysis.Pass{
		Analyzer: check.Analyzer,
		Fset:     pass.Fset(),
		Report: func(d analysis.Diagnostic) {
			pass.report(&Diagnostic{Diagnostic: d, check: check, severity: check.Severity})
		},
		ResultOf: map[*analysis.Analyzer]any{provider: pass},
	})
	return err
}

// judgeUnread says of a config in a format that is not read yet that it is not.
func judgeUnread(opts Options, src *model.Sources, target model.Target) *verdict {
	v := &verdict{info: DeploymentInfo{Config: Relative(opts.Base, target.Config)}}
	if f := src.Read(target.Config); f != nil {
		r := newResolver(src, opts.Base, target.Config)
		r.notRead(f)
		v.findings, v.sources, v.files = r.finish(), r.sources, 1
	}
	v.unreadable = unreadable(opts, src)
	return v
}

// unreadable names the files that could not be read as findings would, and says
// why without the name.
func unreadable(opts Options, src *model.Sources) []model.ReadError {
	var errs []model.ReadError
	for _, e := range src.Errors() {
		var cause *fs.PathError
		if errors.As(e.Err, &cause) {
			e.Err = cause.Err
		}
		errs = append(errs, model.ReadError{Path: Relative(opts.Base, e.Path), Err: e.Err})
	}
	return errs
}
