package model

import (
	"slices"
	"strings"

	"github.com/flylint/flylint/model/exconfig"
	"github.com/flylint/flylint/model/project"
	"github.com/flylint/flylint/parsers"
)

// Redirect is the Plug.SSL that a request to an endpoint meets first: the one
// that Phoenix puts before every plug for force_ssl, or one of the endpoint's
// own. Facts: plug lib/plug/ssl.ex and lib/plug/rewrite_on.ex, v1.8.3 to v1.19.2.
type Redirect struct {
	parsers.Range                 // force_ssl's value in the configuration, or the plug
	Own           bool            // a plug of the endpoint, not force_ssl
	Options       *exconfig.Value // a keyword list
	Rewritten     bool            // requests with X-Forwarded-Proto: https count as such
}

// Redirect is what redirects requests over plain HTTP, or nil when nothing does
// or when it cannot be told, as behind a plug that may answer before. Phoenix
// reads force_ssl when it compiles the endpoint: runtime.exs is too late for it.
func (e *Endpoint) Redirect() *Redirect {
	if e.Module.Function("call", 2) != nil { // it may answer, or not hand on, anything
		return nil
	}
	v := e.Built("force_ssl")
	if v != nil && v.Truthy() != exconfig.Never {
		return e.redirect(v.Range, v, false)
	}
	rewritten := false
	for _, p := range e.Plugs() {
		switch {
		case p.Module == "Plug.SSL" && !p.Conditional:
			options := &exconfig.Value{Kind: exconfig.List}
			if p.Args != nil {
				options = e.Module.Constant(p.Args)
			}
			r := e.redirect(p.Range, options, rewritten)
			if r != nil {
				r.Own = true
			}
			return r
		case p.Module == "Plug.SSL" || p.mayAnswer():
			return nil
		case p.Module == "Plug.RewriteOn" && p.Args != nil && !p.Conditional:
			rewritten = rewritten || rewritesScheme(e.Module.Constant(p.Args)) != exconfig.Never
		}
	}
	return nil
}

// redirect is nil for options that cannot be read.
func (e *Endpoint) redirect(at parsers.Range, options *exconfig.Value, rewritten bool) *Redirect {
	if options == nil || !options.IsKeyword() || options.Optional() {
		return nil
	}
	rewrites := exconfig.Never
	if v := options.Keyword("rewrite_on"); v != nil {
		rewrites = rewritesScheme(v)
	}
	if rewrites == exconfig.Maybe {
		return nil
	}
	return &Redirect{Range: at, Options: options, Rewritten: rewritten || rewrites == exconfig.Always}
}

// rewritesScheme tells whether a rewrite_on takes the scheme from
// X-Forwarded-Proto.
func rewritesScheme(v *exconfig.Value) exconfig.Truth {
	switch {
	case v == nil || !v.Known() || v.Kind == exconfig.Tuple:
		return exconfig.Maybe
	case v.IsAtom("x_forwarded_proto"), slices.ContainsFunc(v.Elems, func(e *exconfig.Value) bool { return e.IsAtom("x_forwarded_proto") }):
		return exconfig.Always
	}
	return exconfig.Never
}

// Exclusion is what an exclude: of Plug.SSL says of a request.
type Exclusion uint8

// The answers.
const (
	NotExcluded Exclusion = iota // it is redirected
	Excluded                     // it is let through
	TooOld                       // it would be, but this Plug knows hosts only
	Undecidable                  // code of the project decides, or a host that may be the request's
)

// PlugExcludesPaths is the version of Plug from which on exclude: knows paths.
const PlugExcludesPaths = project.Version("1.19.0")

// Excludes tells whether exclude: lets a request through that has this path
// and this Host header, "" where that is not known.
func (r *Redirect) Excludes(path, host string, plug project.Version, plugKnown bool) Exclusion {
	v := r.Options.Keyword("exclude")
	if v == nil {
		return excludedHost("localhost", host)
	}
	if v.Kind != exconfig.List || !v.Known() {
		return Undecidable
	}
	verdict := NotExcluded
	for _, e := range v.Elems {
		verdict = max(verdict, excludes(e, path, host, plug, plugKnown))
	}
	return verdict
}

// excludes is Excludes for one element: a host, or hosts:, paths:, conn:.
func excludes(e *exconfig.Value, path, host string, plug project.Version, plugKnown bool) Exclusion {
	if name, ok := e.Str(); ok {
		return excludedHost(name, host)
	}
	if e.Kind != exconfig.Tuple || len(e.Elems) != 2 || e.Elems[0].Kind != exconfig.Atom {
		return Undecidable
	}
	old := plugKnown && plug.Before(PlugExcludesPaths)
	verdict := NotExcluded
	switch e.Elems[0].Text {
	case "paths":
		for _, p := range e.Elems[1].Elems {
			if text, _ := p.Str(); samePath(text, path) {
				verdict = Excluded
			}
		}
	case "hosts":
		for _, h := range e.Elems[1].Elems {
			text, _ := h.Str()
			verdict = max(verdict, excludedHost(text, host))
		}
	default:
		return Undecidable
	}
	if old && verdict != NotExcluded {
		return TooOld
	}
	return verdict
}

// excludedHost compares the host of an exclude: with that of the request. Fly's
// checks come from outside, so theirs is not the machine's own.
func excludedHost(name, host string) Exclusion {
	switch {
	case host == name:
		return Excluded
	case host != "", name == "localhost", name == "127.0.0.1", name == "::1":
		return NotExcluded
	}
	return Undecidable
}

// samePath compares paths as Plug does, by their parts.
func samePath(a, b string) bool {
	b, _, _ = strings.Cut(b, "?")
	split := func(r rune) bool { return r == '/' }
	return slices.Equal(strings.FieldsFunc(a, split), strings.FieldsFunc(b, split))
}
