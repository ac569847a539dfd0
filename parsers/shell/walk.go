package shell

import (
	"strings"

	"mvdan.cc/sh/v3/syntax"
)

// walker turns statements into steps.
type walker struct {
	*reader
	shift     int     // what offsets of the statements are behind those of the file
	steps     *[]Step // where steps go: the script's, or a function's
	allExport bool    // set -a is in effect
	exported  map[string]bool
	depth     int
}

// maxDepth is how deep statements are followed into one another.
const maxDepth = 2 * maxNesting

func (w *walker) add(s Step) { *w.steps = append(*w.steps, s) }

// list walks statements one after the other and reports whether it ends the
// script (or function): with exec, exit or return that always runs.
func (w *walker) list(stmts []*syntax.Stmt, ctx Context) (ends bool) {
	if w.depth++; w.depth > maxDepth {
		w.depth--
		return false
	}
	for _, s := range stmts {
		if w.stmt(s, ctx) {
			ctx.Dead = true
			ends = true
		}
	}
	w.depth--
	return ends
}

// stmt walks one statement and reports whether it ends the script.
func (w *walker) stmt(s *syntax.Stmt, ctx Context) (ends bool) {
	w.script.Statements = append(w.script.Statements, w.nodeRange(s))
	if s.Background || s.Coprocess {
		ctx.Subshell = true
	}
	ends = w.command(s.Cmd, ctx)
	return ends && !ctx.Subshell
}

func (w *walker) command(cmd syntax.Command, ctx Context) (ends bool) {
	switch c := cmd.(type) {
	case *syntax.CallExpr:
		return w.call(c, ctx)
	case *syntax.DeclClause:
		w.declaration(c, ctx)
	case *syntax.IfClause:
		return w.ifClause(c, ctx)
	case *syntax.CaseClause:
		return w.caseClause(c, ctx)
	case *syntax.WhileClause:
		w.list(c.Cond, ctx)
		w.list(c.Do, ctx.with(w.guard(Loop, c.Cond)))
	case *syntax.ForClause:
		w.list(c.Do, ctx.with(&Guard{Range: w.nodeRange(c.Loop), Kind: Loop, Text: w.text(c.Loop)}))
	case *syntax.Block:
		return w.list(c.Stmts, ctx)
	case *syntax.Subshell:
		ctx.Subshell = true
		w.list(c.Stmts, ctx)
	case *syntax.BinaryCmd:
		return w.binary(c, ctx)
	case *syntax.FuncDecl:
		w.function(c, ctx)
	case *syntax.TimeClause:
		if c.Stmt != nil {
			return w.list([]*syntax.Stmt{c.Stmt}, ctx)
		}
	case *syntax.CoprocClause:
		ctx.Subshell = true
		w.list([]*syntax.Stmt{c.Stmt}, ctx)
	}
	return false
}

// with returns the context under one more guard. Of very many the innermost are
// left out: the step stays guarded, and a chain of elif does not get quadratic.
func (c Context) with(g *Guard) Context {
	if len(c.Guards) >= maxGuards {
		return c
	}
	c.Guards = append(c.Guards[:len(c.Guards):len(c.Guards)], g)
	return c
}

// ifClause walks if, elif and else. It ends the script if every branch does.
func (w *walker) ifClause(c *syntax.IfClause, ctx Context) (ends bool) {
	ends = true
	for c != nil {
		if len(c.Cond) == 0 { // else
			return w.list(c.Then, ctx) && ends
		}
		w.list(c.Cond, ctx)
		g := w.guard(If, c.Cond)
		ends = w.list(c.Then, ctx.with(g)) && ends
		not := *g
		not.Negated = true
		ctx = ctx.with(&not)
		c = c.Else
	}
	return false
}

// caseClause walks the branches of a case.
func (w *walker) caseClause(c *syntax.CaseClause, ctx Context) (ends bool) {
	ends = true
	hasDefault := false
	seen := branches{literal: true}
	for _, item := range c.Items {
		g := w.caseGuard(c, item, &seen)
		hasDefault = hasDefault || g.Negated
		ends = w.list(item.Stmts, ctx.with(g)) && ends
	}
	return ends && hasDefault
}

// binary walks a && b, a || b and a | b.
func (w *walker) binary(c *syntax.BinaryCmd, ctx Context) (ends bool) {
	if c.Op == syntax.Pipe || c.Op == syntax.PipeAll {
		ctx.Subshell = true
		w.list([]*syntax.Stmt{c.X}, ctx)
		w.list([]*syntax.Stmt{c.Y}, ctx)
		return false
	}
	ends = w.list([]*syntax.Stmt{c.X}, ctx)
	g := w.guard(Success, []*syntax.Stmt{c.X})
	if c.Op == syntax.OrStmt {
		g.Kind, g.Negated = Failure, true
	}
	ctx.Dead = ctx.Dead || ends
	w.list([]*syntax.Stmt{c.Y}, ctx.with(g))
	return ends
}

// function records a function; its body's steps are its own.
func (w *walker) function(c *syntax.FuncDecl, ctx Context) {
	f := &Function{Range: w.nodeRange(c), Context: w.context(c, ctx)}
	if c.Name != nil {
		f.Name = w.name(c.Name)
	}
	w.add(f)
	outer := w.steps
	w.steps = &f.Body
	w.list([]*syntax.Stmt{c.Body}, Context{Function: f})
	w.steps = outer
}

// call walks assignments and a simple command.
func (w *walker) call(c *syntax.CallExpr, ctx Context) (ends bool) {
	here := w.context(c, ctx)
	if len(c.Args) == 0 {
		for _, a := range c.Assigns {
			w.assign(w.assignment(a, here))
		}
		return false
	}
	cmd := &Command{Range: w.nodeRange(c), Context: here}
	for _, a := range c.Assigns {
		set := w.assignment(a, here)
		set.Command, set.Exported = cmd, true
		cmd.Env = append(cmd.Env, set)
		w.add(set)
	}
	for _, word := range c.Args {
		cmd.Args = append(cmd.Args, w.word(word))
	}
	if w.builtin(cmd) {
		return false
	}
	w.add(cmd)
	switch cmd.Name() {
	case "exec":
		if len(cmd.Args) > 1 {
			cmd.Exec = true
			cmd.Args = cmd.Args[1:]
			return true
		}
	case "exit", "return":
		return true
	}
	return false
}

// builtin walks the commands that set variables, and reports whether cmd is no
// step of its own: those, and tests, which are found in guards.
func (w *walker) builtin(cmd *Command) bool {
	switch name := cmd.Name(); name {
	case "export", "readonly", "local", "declare", "typeset":
		w.declare(name, cmd.Args[1:], cmd.Context)
		return true
	case "unset":
		for _, arg := range cmd.Args[1:] {
			if validName(arg.Raw) {
				w.add(&Assignment{Range: arg.Range, Context: cmd.Context, Name: Name{arg.Range, arg.Raw}, Unset: true})
			}
		}
		return true
	case "set":
		w.set(cmd)
	case "[", "[[", "test":
		return true
	}
	return false
}

// set follows set -a and set +a.
func (w *walker) set(cmd *Command) {
	for i, arg := range cmd.Args[1:] {
		text, _ := arg.Literal()
		if len(text) < 2 || text[0] != '-' && text[0] != '+' || text == "--" {
			return
		}
		byName := false
		if text[1:] == "o" && i+2 < len(cmd.Args) {
			option, _ := cmd.Args[i+2].Literal()
			byName = option == "allexport"
		}
		if byName || strings.Contains(text[1:], "a") {
			w.allExport = text[0] == '-'
		}
	}
}

// context is what a node stands under: ctx, and the blocks of the template.
func (w *walker) context(n syntax.Node, ctx Context) Context {
	if len(w.marks) == 0 {
		return ctx
	}
	from, _ := w.span(n)
	if outer := w.guards(from); len(outer) > 0 {
		ctx.Guards = append(outer, ctx.Guards...)
	}
	return ctx
}
