package release

import (
	"path"
	"strings"

	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model"
	"github.com/flylint/flylint/parsers"
)

// setAtBoot offers to set a key in runtime.exs as config.exs or prod.exs does.
func setAtBoot(p *linter.Pass, read model.BakedRead, d *linter.Diagnostic) {
	if len(read.Keys) < 2 || len(read.Keys) > 3 { // deeper, a merge could lose what stands beside it
		return
	}
	entry := p.Config().Entry(read.Keys[0], read.Keys[1:]...)
	if entry == nil || !entry.Expr.Contains(read.From) || !p.StandsAlone(entry.Expr) {
		return
	}
	file := p.Sources.FileAt(entry.Expr.From)
	line := configLine(read.Keys, file.Text(entry.Expr))
	insert, ok := p.AtBoot(line)
	if !ok || strings.Contains(line, "\n") {
		return
	}
	edits := []linter.TextEdit{linter.Insert(insert.At, insert.Text)}
	if path.Base(file.Path) == "prod.exs" {
		cuts, ok := p.ConfigRemoval(parsers.Range{From: entry.Key.From, To: entry.Expr.To})
		if !ok {
			return
		}
		for _, cut := range cuts {
			edits = append(edits, linter.Delete(cut))
		}
	}
	d.UnsafeFix("the release follows the variable then, which it has not done so far", "Set it in config/runtime.exs", edits...)
}

// configLine is a call of config that sets one key.
func configLine(keys []string, value string) string {
	words := []string{"config :" + keys[0]}
	for _, key := range keys[1 : len(keys)-1] {
		words = append(words, atomText(key))
	}
	return strings.Join(append(words, strings.TrimPrefix(atomText(keys[len(keys)-1]), ":")+": "+value), ", ")
}

// atomText is an atom as configuration has it: a module, or :key.
func atomText(atom string) string {
	if module, is := strings.CutPrefix(atom, "Elixir."); is {
		return module
	}
	return ":" + atom
}
