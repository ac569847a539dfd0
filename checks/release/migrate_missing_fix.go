package release

import (
	"path"
	"strings"

	"github.com/flylint/flylint/internal/nearest"
	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model"
)

// offerName offers the one overlay or release that is called almost the same;
// for what only a release understands, the only release there is.
func offerName(p *linter.Pass, d *linter.Diagnostic, step *model.Step) {
	asRelease := len(step.Args) > 0 && model.IsReleaseVerb(step.Args[0].Text)
	names := overlayNames(p)
	if asRelease {
		names = p.Mix.ReleaseNames()
	}
	near := nearest.Name(path.Base(step.Program), names)
	if near == "" && asRelease && len(names) == 1 {
		near = names[0]
	}
	if near != "" {
		there := path.Join(path.Dir(step.Program), near)
		d.Help("the image has %s", there)
		replaceProgram(p, d, step, there)
	}
}

func overlayNames(p *linter.Pass) []string {
	if p.Rel == nil {
		return nil
	}
	names := make([]string, len(p.Rel.Overlays))
	for i, o := range p.Rel.Overlays {
		names[i] = path.Base(o.Path)
	}
	return names
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
