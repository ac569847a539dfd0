package exconfig

import (
	"path"
	"strings"

	"github.com/flylint/flylint/parsers/elixir"
)

// projectPath marks an Opaque that is a path of the project, relative to its
// root, where it is not known in which directory the root will stand.
type projectPath string

// inProject is the path, relative to the project's root, that v names.
func (ev *evaluator) inProject(v *Value) (rel string, ok bool) {
	if mark, ok := v.special().(projectPath); ok {
		return string(mark), true
	}
	text, ok := v.Str()
	if !ok {
		return "", false
	}
	if !strings.HasPrefix(text, "/") {
		return path.Clean(text), true // config files are read from the root
	}
	if ev.opts.Dir == "" {
		return "", false
	}
	root := strings.TrimSuffix(ev.opts.Dir, "/")
	rel, ok = strings.CutPrefix(path.Clean(text), root)
	if !ok || rel != "" && rel[0] != '/' {
		return "", false
	}
	return path.Clean("./" + rel), true
}

// projectFile is the value of an absolute path of the project.
func (ev *evaluator) projectFile(n elixir.Node, rel string) *Value {
	if ev.opts.Dir != "" {
		return newString(elixir.RangeOf(n), path.Join(ev.opts.Dir, rel))
	}
	v := ev.derived(n, stringSort)
	v.rare = &rare{fn: projectPath(path.Clean(rel))}
	return v
}

// appended is a path of the project with known text after it; nil when parts
// are something else.
func (ev *evaluator) appended(n elixir.Node, separator string, parts []*Value) *Value {
	mark, ok := parts[0].special().(projectPath)
	if !ok {
		return nil
	}
	rel := string(mark)
	for _, p := range parts[1:] {
		text, ok := p.Str()
		if !ok {
			return nil
		}
		rel += separator + text
	}
	return ev.projectFile(n, rel)
}

// directory is __DIR__.
func (ev *evaluator) directory(n *elixir.Call) *Value {
	return ev.projectFile(n, path.Dir(ev.file))
}

// path is a function of Path.
func (c *stdCall) path() *Value {
	switch c.name {
	case "join":
		return c.joinPath()
	case "expand", "absname":
		return c.expandPath()
	case "wildcard":
		return c.wildcard()
	case "dirname":
		if mark, ok := c.arg(0).special().(projectPath); ok {
			return c.ev.projectFile(c.node, path.Dir(string(mark)))
		}
		return c.mapText(path.Dir)
	case "basename":
		if len(c.args) == 2 && c.args[1].Kind == String {
			return c.mapText(func(s string) string { return strings.TrimSuffix(path.Base(s), c.args[1].Text) })
		}
		return c.mapText(path.Base)
	case "extname":
		return c.mapText(path.Ext)
	case "rootname":
		return c.mapText(func(s string) string { return strings.TrimSuffix(s, path.Ext(s)) })
	case "relative_to", "relative_to_cwd", "type":
		return c.derived(stringSort)
	}
	return nil
}

func (c *stdCall) joinPath() *Value {
	parts := c.args
	if len(parts) == 1 {
		elems, fault := c.listArg(0, stringSort)
		if fault != nil {
			return fault
		}
		parts = elems
	}
	if len(parts) == 0 {
		return c.badArg()
	}
	return c.ev.each(c.node, parts, func(parts []*Value) *Value {
		for _, p := range parts {
			if p = c.ev.require(c.node, p, "no function clause matching in "+c.title()); p.Kind == Raise {
				return p
			}
		}
		if v := c.ev.appended(c.node, "/", parts); v != nil {
			return v
		}
		joined, ok := joinTexts(parts)
		if !ok {
			return c.ev.derived(c.node, stringSort, parts...)
		}
		return newString(c.node.Range, joined).reading(parts...)
	})
}

// joinTexts joins with one slash between the parts and none at the end.
func joinTexts(parts []*Value) (joined string, ok bool) {
	for i, p := range parts {
		if p.Kind != String {
			return "", false
		}
		switch {
		case i == 0:
			joined = p.Text
			continue
		case !strings.HasSuffix(joined, "/"):
			joined += "/"
		}
		joined += strings.TrimLeft(p.Text, "/")
	}
	if len(joined) > 1 {
		joined = strings.TrimRight(joined, "/")
	}
	return joined, true
}

// expandPath is Path.expand and Path.absname.
func (c *stdCall) expandPath() *Value {
	p, base := c.arg(0), c.arg(1)
	if _, ok := p.special().(projectPath); ok {
		return p
	}
	if v := c.strings(1, stringSort); v != nil {
		return v
	}
	text := p.Text
	switch {
	case strings.HasPrefix(text, "~"):
		return c.derived(stringSort)
	case strings.HasPrefix(text, "/"):
	case len(c.args) == 1 && c.ev.build:
		return c.ev.projectFile(c.node, text).reading(p)
	case len(c.args) == 1:
		return c.derived(stringSort) // the directory of the release's command
	case base.Kind == String && strings.HasPrefix(base.Text, "/"):
		text = base.Text + "/" + text
	default:
		if rel, ok := c.ev.inProject(base); ok {
			return c.ev.projectFile(c.node, path.Join(rel, text)).reading(p)
		}
		return c.derived(stringSort)
	}
	if c.name == "expand" {
		text = path.Clean(text)
	}
	return c.text(text)
}

// wildcard lists files of the project.
func (c *stdCall) wildcard() *Value {
	pattern, ok := c.ev.inProject(c.arg(0))
	c.ev.entangle()
	if !ok || c.ev.opts.Glob == nil {
		return nil
	}
	var out []*Value
	for _, file := range c.ev.opts.Glob(pattern) {
		out = append(out, c.ev.projectFile(c.node, file))
	}
	return c.elems(out)
}

// followFile is Code.require_file and the like.
func (c *stdCall) followFile() *Value {
	rel, ok := c.ev.inProject(c.arg(0))
	if !ok {
		return nil
	}
	if len(c.args) > 1 {
		dir, ok := c.ev.inProject(c.args[1])
		if !ok {
			return nil
		}
		rel = path.Join(dir, rel)
	}
	v := c.ev.follow(c.node, rel)
	if c.name == "eval_file" && v.Kind != Opaque {
		return c.made(newTuple(c.node.Range, v, newList(c.node.Range)))
	}
	return v
}
