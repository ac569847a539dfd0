package linter

import (
	"bytes"
	"cmp"
	"go/token"
	"path"
	"slices"
	"strings"

	"github.com/flylint/flylint/model/source"
	"github.com/flylint/flylint/parsers"
)

// outline is what ignore comments need to know of a file: its comments, and the
// constructs they can cover (tables and pairs, expressions, instructions,
// commands). Comments come from the parsers, never from a search of the text:
// what looks like one in a string is none.
type outline struct {
	src        []byte
	comments   []span    // each from its # to the end of its text, in order
	constructs []span    // in order; of those that begin together the widest first
	base       token.Pos // of the file, while the outline is made
	strays     []span    // ignores that a person takes for comments, and the language does not
	tongue     *language
}

// language is what the languages differ in as regards comments.
type language struct {
	read      func(o *outline, src *source.Sources, path string)
	ownLine   bool // a comment needs a line of its own
	margin    bool // … and must not be indented
	continued bool // a comment inside a construct belongs to all of it
}

var (
	tomlLanguage         = language{read: outlineTOML}
	elixirLanguage       = language{read: outlineElixir}
	dockerfileLanguage   = language{read: outlineDockerfile, ownLine: true, continued: true}
	shellLanguage        = language{read: outlineShell}
	dockerignoreLanguage = language{read: outlineLines, ownLine: true, margin: true}
	linesLanguage        = language{read: outlineLines}
)

// languageOf tells the language of a file by its name, and of one without a
// telling name by how it begins. It is nil for files that hold no comments:
// mix.lock, which mix writes anew, and JSON.
func languageOf(name string, src []byte) *language {
	base := path.Base(name)
	switch ext := path.Ext(base); {
	case base == "mix.lock", ext == ".json":
		return nil
	case ext == ".toml":
		return &tomlLanguage
	case ext == ".ex", ext == ".exs":
		return &elixirLanguage
	case strings.HasPrefix(base, "vm.args"), strings.HasPrefix(base, "remote.vm.args"), ext == ".yml", ext == ".yaml":
		return &linesLanguage
	case strings.HasSuffix(base, "dockerignore"):
		return &dockerignoreLanguage
	case strings.Contains(strings.ToLower(base), "dockerfile"), beginsLikeDockerfile(src):
		return &dockerfileLanguage
	}
	return &shellLanguage
}

// beginsLikeDockerfile reports whether the first word that is no comment is FROM
// or ARG: a Dockerfile may have any name.
func beginsLikeDockerfile(src []byte) bool {
	for line := range bytes.Lines(src) {
		fields := bytes.Fields(line)
		if len(fields) == 0 || fields[0][0] == '#' {
			continue
		}
		word := strings.ToUpper(string(fields[0]))
		return len(fields) > 1 && (word == "FROM" || word == "ARG")
	}
	return false
}

// outlineOf outlines a file of src; nil when it holds no comments.
func outlineOf(src *source.Sources, file *source.File) *outline {
	tongue := languageOf(file.Path, file.Src)
	if tongue == nil {
		return nil
	}
	o := &outline{src: file.Src, base: token.Pos(file.Tok.Base()), tongue: tongue}
	tongue.read(o, src, file.Path)
	if tongue.ownLine {
		o.findStrays()
	}
	slices.SortStableFunc(o.constructs, func(a, b span) int {
		return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(b.to, a.to))
	})
	return o
}

func (o *outline) comment(r parsers.Range) {
	at := o.span(r)
	at.to = at.from + len(bytes.TrimRight(o.src[at.from:at.to], " \t\r\n"))
	o.comments = append(o.comments, at)
}

func (o *outline) construct(r parsers.Range) { o.constructs = append(o.constructs, o.span(r)) }

func (o *outline) span(r parsers.Range) span { return span{int(r.From - o.base), int(r.To - o.base)} }

// findStrays finds ignores at the end of a line, in a language whose comments
// need a line of their own.
func (o *outline) findStrays() {
	for at := 0; ; at += len(ignoreHead) {
		i := bytes.Index(o.src[at:], []byte(ignoreHead))
		if i < 0 {
			return
		}
		at += i
		line := o.line(at)
		before := bytes.TrimRight(o.src[line.from:at], "# \t")
		hash := line.from + len(before) + bytes.IndexByte(o.src[line.from+len(before):at], '#')
		if len(bytes.TrimSpace(before)) == 0 || hash < line.from+len(before) {
			continue
		}
		end := line.from + len(bytes.TrimRight(o.src[line.from:line.to], " \t\r"))
		o.strays = append(o.strays, span{hash, end})
	}
}

// covered is what a comment covers: on its own line the construct that follows
// within the same surroundings, else its line.
func (o *outline) covered(comment span) (span, bool) {
	if !o.leads(comment.from) {
		return o.line(comment.from), true
	}
	around, inside := o.around(comment)
	if inside && o.tongue.continued {
		return around, true
	}
	next, ok := o.after(comment.to)
	if !ok || inside && next.to > around.to {
		return span{}, false
	}
	return span{comment.from, next.to}, true
}

// around is the innermost construct that holds s.
func (o *outline) around(s span) (found span, ok bool) {
	for _, c := range o.constructs {
		if c.from > s.from {
			break
		}
		if c.to > s.from {
			found, ok = c, true
		}
	}
	return found, ok
}

// after is the first construct that begins at or behind an offset.
func (o *outline) after(offset int) (span, bool) {
	i, _ := slices.BinarySearchFunc(o.constructs, offset, func(c span, offset int) int { return cmp.Compare(c.from, offset) })
	if i == len(o.constructs) {
		return span{}, false
	}
	return o.constructs[i], true
}

// leads reports whether nothing but blanks stands before an offset on its line.
func (o *outline) leads(offset int) bool {
	return len(bytes.Trim(o.src[o.line(offset).from:offset], " \t")) == 0
}

// byteOrderMark may stand before the first line.
const byteOrderMark = "\ufeff"

// line is the line of an offset, without its line break and byte order mark.
func (o *outline) line(offset int) span {
	at := span{bytes.LastIndexByte(o.src[:offset], '\n') + 1, len(o.src)}
	if n := bytes.IndexByte(o.src[offset:], '\n'); n >= 0 {
		at.to = offset + n
	}
	if at.from == 0 && bytes.HasPrefix(o.src, []byte(byteOrderMark)) && offset >= len(byteOrderMark) {
		at.from = len(byteOrderMark)
	}
	return at
}
