package phoenix

import (
	"path"

	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model"
	"github.com/flylint/flylint/parsers"
)

// fix starts bin/server where the command is bin/my_app start, and sets the
// variable where nothing else does.
func (s *silence) fix(p *linter.Pass, c *model.Command, d *linter.Diagnostic) {
	name, value := s.variable()
	if text, ok := serverCommand(p, c); ok && name == "PHX_SERVER" {
		d.Fix("Start bin/server", linter.Replace(text.at, text.new))
	}
	if name == "" || p.Env(s.group).Lookup(name).Source != model.EnvNowhere {
		return
	}
	pair := name + " = " + p.Fly.Quote(value)
	if pos, line, ok := p.Fly.InsertKey(p.Fly.EnvTable.Table, pair); ok {
		d.UnsafeFix("it holds for every process group: workers open the port, too", "Add "+pair, linter.Insert(pos, line))
	}
}

// newText is a stretch of a file and what to write over it.
type newText struct {
	at  parsers.Range
	new string
}

// serverCommand is the command bin/my_app start made bin/server: in [processes],
// or as the list of a CMD.
func serverCommand(p *linter.Pass, c *model.Command) (newText, bool) {
	step := c.Start()
	if p.ServerScript() == nil || step == nil || step.Script != nil || len(c.Argv) != 2 || step.Program != c.Argv[0].Text || p.Image == nil {
		return newText{}, false
	}
	program := path.Join(path.Dir(step.Program), "server")
	if p.Image.Origin(program).Kind != model.OriginRelease {
		return newText{}, false
	}
	if c.Origin == model.CommandProcess {
		return newText{c.Range, p.Fly.Quote(program)}, true
	}
	at := parsers.Range{From: c.Argv[0].From, To: c.Argv[1].To}
	if c.Origin != model.CommandImage || !c.Contains(at.From) {
		return newText{}, false
	}
	return newText{at, `"` + program + `"`}, true
}
