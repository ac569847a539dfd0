package dockerfile

import (
	"strings"
)

// directives reads the parser directives at the top of the file. They end at
// the first line that is none.
func (p *parser) directives() {
	for p.off < len(p.src) {
		before := p.off
		line := p.trimLeft(p.line())
		d := p.directive(line)
		if d == nil {
			p.off = before
			return
		}
		p.apply(d, line)
		p.tree.Directives = append(p.tree.Directives, d)
	}
}

// directive reads # name=value, or returns nil if the line is none.
func (p *parser) directive(line extent) *Directive {
	s := p.src[line.from:line.to]
	if !strings.HasPrefix(s, "#") {
		return nil
	}
	body := p.trimLeft(extent{line.from + 1, line.to})
	name, value, ok := strings.Cut(p.src[body.from:body.to], "=")
	name = strings.ToLower(strings.TrimRight(name, "\t\f\r "))
	value = strings.Trim(value, "\t\f\r ")
	if !ok || value == "" {
		return nil
	}
	switch name {
	case "syntax", "escape", "check":
	default:
		return nil
	}
	eq := body.from + strings.IndexByte(p.src[body.from:body.to], '=')
	from := eq + 1 + strings.Index(p.src[eq+1:body.to], value)
	return &Directive{
		Range: p.rng(line),
		Name:  name,
		Value: Word{Range: p.rng(extent{from, from + len(value)}), Raw: value, Value: value},
	}
}

// apply puts a directive into force and reports what is wrong with it.
func (p *parser) apply(d *Directive, line extent) {
	for _, earlier := range p.tree.Directives {
		if earlier.Name == d.Name {
			p.fail(line, "only one "+d.Name+" parser directive can be used", "")
			return
		}
	}
	if d.Name != "escape" {
		return
	}
	if d.Value.Raw != "`" && d.Value.Raw != `\` {
		p.fail(line, "invalid escape token '"+d.Value.Raw+"' does not match ` or \\", "")
		return
	}
	p.tree.Escape = d.Value.Raw[0]
}
