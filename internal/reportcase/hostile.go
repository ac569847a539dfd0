package reportcase

import (
	"errors"
	"fmt"

	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model/source"
)

// Secret is a password that stands in Sample and in Hostile, and may stand in
// no report.
const Secret = "s3cr3t"

// hostileText is a text with everything that makes columns differ by who counts
// them: a tab, wide characters, one outside the basic plane, both line endings.
const hostileText = "\tkey = \"漢𐐀字\" # here\r\nurl = \"ecto://ada:" + Secret + "@db.example/x\"\r\nlast"

// hostileMessages are texts that a project could smuggle into a message, to
// break a format or to command its reader.
func hostileMessages() []string {
	return []string{
		"\x00\x01\x1b[31mred\x1b[0m \u009b1m\x7f",
		"]]> <script>alert(1)</script> & \"double\" 'single' --> <!--",
		"one\r\ntwo\rthree\u2028four\u2029five\vsix\fseven\x85eight",
		"50% %0A %25 ::error file=fly.toml::boom ##[error]boom",
		"::stop-commands::now",
		"`code` ``two`` **bold** _it_ ~~no~~ [a](javascript:alert(1)) ![i](x) <img src=x> a | b \\| c\\d @someone #1 $x$ {{y}}",
		"\xff\xfe\xc3( \xed\xa0\x80 is no UTF-8",
		"\ufffe\uffff\ufeff\U0010ffff \u202eevil\u202c",
		"DATABASE_URL=ecto://ada:" + Secret + "@db.example/x",
		"a, b: c; d = e",
		"",
		" ",
	}
}

// hostileFiles are file names that need escaping somewhere, or lie outside the
// directory that names are relative to.
func hostileFiles() []string {
	return []string{
		"dir with space/föö#?%41&<x>.toml", "../outside/mix.exs", "../../far/config/runtime.exs", "a:b.toml", "-dash.toml",
		"漢字/fly.toml", "new\nline.toml", "::error::x.toml", "back\\slash.toml", "quote\"'.toml", "a,b;c.toml", "..x/y.toml",
	}
}

// Hostile is a result that no format may let out of hand: every message and
// file name above, places of all shapes, fixes over several files and with
// secrets, fingerprints that several findings share.
func Hostile() *linter.Result {
	r := &linter.Result{
		Deployments: []linter.DeploymentInfo{{Config: "fly <&\">.toml", App: "a\x00b"}, {Config: "fly.b.toml"}},
		Files:       3,
		Sources:     map[string][]byte{},
		Unreadable:  []source.ReadError{{Path: "../locked/mix.exs", Err: errors.New("permission \x1b[31mdenied")}},
		Crashed:     true,
	}
	places := []linter.Range{
		At(hostileText, "漢𐐀字"), At(hostileText, "last"), At(hostileText, "# here\r\nurl"), At(hostileText, "url = \"ecto://ada:"+Secret+"@db.example/x\"\r\n"), end(hostileText), {},
	}
	for i, message := range hostileMessages() {
		file := hostileFiles()[i]
		r.Sources[file] = []byte(hostileText)
		r.Findings = append(r.Findings, hostileFinding(i, message, file, places[i%len(places)]))
	}
	last := r.Findings[len(r.Findings)-1]
	last.Suppression = &linter.Suppression{By: linter.ByComment, Reason: "because " + last.Message + "ecto://u:" + Secret + "@h", At: linter.Location{File: last.File, Range: places[0]}}
	r.Findings, r.Suppressed = r.Findings[:len(r.Findings)-1], []*linter.Finding{last}
	return r
}

func hostileFinding(i int, message, file string, at linter.Range) *linter.Finding {
	if at.Start.Line == 0 {
		at = At(hostileText, "\t")
	}
	text := At(hostileText, "漢𐐀字")
	return &linter.Finding{
		Rule:     fmt.Sprintf("fly/hostile-%d", i%5),
		Severity: linter.Info + linter.Severity(i%3),
		Message:  message, Label: message, Help: message, URL: "https://example.com/?a=1&b=\"<x>\"",
		Deployments: []string{"fly <&\">.toml", "fly.b.toml"}, File: file, Range: at, Path: "key[" + message + "]",
		Related: []linter.Related{{File: "../" + file, Range: text, Message: message}},
		Fixes: []linter.Fix{
			{Message: message, Edits: []linter.Edit{{File: file, Range: At(hostileText, "key"), NewText: "other"}, {File: file, Range: text, NewText: "<x>&\"\n"}}},
			{Message: "two files", Edits: []linter.Edit{{File: "../" + file, Range: text, NewText: "a"}, {File: file, Range: text, NewText: "b"}}},
			{Message: "with a secret", Edits: []linter.Edit{{File: file, Range: text, NewText: "ecto://ada:" + Secret + "@db.example/x"}}},
			{Message: "over a secret", Edits: []linter.Edit{{File: file, Range: text}, {File: file, Range: end(hostileText), NewText: "x"}}},
			{Message: "risky", Risk: message + " it is", Edits: []linter.Edit{{File: file, Range: text}}},
		},
		Fingerprint: fmt.Sprint("shared", i%2), // which tells none apart
	}
}

// end is the place behind the last character.
func end(text string) linter.Range {
	p := Position(text, len(text))
	return linter.Range{Start: p, End: p}
}
