package phoenix

import (
	"strconv"
	"strings"

	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model"
	"github.com/flylint/flylint/model/exconfig"
	"github.com/flylint/flylint/model/flyconfig"
	"github.com/flylint/flylint/parsers"
)

// excludePath offers to let the path of a check through, where force_ssl is a
// list literal that excludes nothing yet and Plug knows excluded paths. What
// stands beside force_ssl, where nobody reads it, moves in.
func excludePath(p *linter.Pass, e *model.Endpoint, r *model.Redirect, c *flyconfig.Check, d *linter.Diagnostic) {
	path, _, _ := strings.Cut(c.Path.Or("/"), "?")
	v, known := p.Lock.Version("plug")
	if r.Own || !known || !v.AtLeast(model.PlugExcludesPaths) || r.Options.Keyword("exclude") != nil || strings.ContainsAny(path, `"#\`) {
		return
	}
	exclude := "[paths: [" + strconv.Quote(path) + "]]"
	var edits []linter.TextEdit
	if entry := e.Entry("exclude"); entry != nil {
		pair := parsers.Range{From: entry.Key.From, To: entry.Expr.To}
		cuts, ok := p.Removal(pair)
		if exclude = nested(p, entry, path); !ok || exclude == "" {
			return
		}
		edits = deletions(cuts)
	}
	if inserts, ok := insertExclude(p, r, "exclude: "+exclude); ok {
		d.UnsafeFix("everybody gets an answer there over plain HTTP", "Exclude "+path+" inside force_ssl", append(edits, inserts...)...)
	}
}

// insertExclude writes a pair at the end of the list that is force_ssl.
func insertExclude(p *linter.Pass, r *model.Redirect, pair string) ([]linter.TextEdit, bool) {
	file := p.Sources.FileAt(r.From)
	if file == nil || !strings.HasPrefix(file.Text(r.Range), "[") {
		return nil, false
	}
	if len(r.Options.Elems) == 0 {
		return []linter.TextEdit{linter.Replace(r, "["+pair+"]")}, true
	}
	insertions, ok := p.InsertAfter(r.Options.Elems[len(r.Options.Elems)-1].Range, pair)
	return linter.Inserts(insertions...), ok
}

// nested is the exclude: that stands outside force_ssl as one line that lets a
// path through; "" when it cannot be written so.
func nested(p *linter.Pass, entry *exconfig.Entry, path string) string {
	file := p.Sources.FileAt(entry.Expr.From)
	if file == nil || entry.Value.Kind != exconfig.List || !entry.Value.Known() {
		return ""
	}
	var words []string
	for line := range strings.Lines(file.Text(entry.Expr)) {
		if line = strings.TrimSpace(line); !strings.HasPrefix(line, "#") {
			words = append(words, line)
		}
	}
	inner, isList := strings.CutPrefix(strings.Join(words, " "), "[")
	inner, closed := strings.CutSuffix(inner, "]")
	inner = strings.TrimSpace(inner)
	paths := entry.Value.Keyword("paths")
	switch {
	case !isList || !closed || strings.Contains(inner, "#"):
		return ""
	case paths == nil && inner == "":
		return "[paths: [" + strconv.Quote(path) + "]]"
	case paths == nil:
		return "[paths: [" + strconv.Quote(path) + "], " + inner + "]"
	case strings.Contains(paths.String(), strconv.Quote(path)):
		return "[" + inner + "]"
	}
	return ""
}
