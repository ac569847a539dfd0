package release

import (
	"path"
	"strings"

	"github.com/flylint/flylint/internal/nearest"
	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model"
)

// offerName offers the one overlay or release that is called almost the same.
func offerName(p *linter.Pass, d *linter.Diagnostic, step *model.Step) {
	names := p.Mix.ReleaseNames()
	if len(step.Args) == 0 {
		names = nil
		if p.Rel != nil {
			for _, o := range p.Rel.Overlays {
				names = append(names, path.Base(o.Path))
			}
		}
	}
	near := nearest.Name(path.Base(step.Program), names)
	if near == "" && len(step.Args) > 0 && len(names) == 1 {
		near = names[0] // the only release there is
	}
	if near != "" {
		there := path.Join(path.Dir(step.Program), near)
		d.Help("the image has %s", there)
		replaceProgram(p, d, step, there)
	}
}

// replaceProgram offers another program in the release command, when the fly
// config is what names it.
func replaceProgram(p *linter.Pass, d *linter.Diagnostic, step *model.Step, program string) {
	command := p.Fly.Deploy.ReleaseCommand
	if step.Script != nil || strings.Count(command.V, step.Program) != 1 {
		return
	}
	text := strings.Replace(command.V, step.Program, program, 1)
	d.Fix("Use "+program, linter.Replace(command, p.Fly.Quote(text)))
}
