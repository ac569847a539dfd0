package toml

import (
	"go/token"
	"strings"
	"testing"
	"time"

	"github.com/flylint/flylint/parsers"
)

// parse adds src to a file set of its own. Another file comes first, so that
// no offset can be mistaken for a position.
func parse(src string) (*Document, *token.File) {
	fset := token.NewFileSet()
	fset.AddFile("before", -1, 1000)
	file := fset.AddFile("fly.toml", -1, len(src))
	return Parse(file, []byte(src)), file
}

func sourceOf(file *token.File, src string, r parsers.Range) string {
	return src[file.Offset(r.From):file.Offset(r.To)]
}

func messages(doc *Document) []string {
	var all []string
	for _, e := range doc.Errors {
		all = append(all, e.Message)
	}
	return all
}

// toGo turns the folded view into plain Go values: tables into
// map[string]any, arrays into []any, dates and times into strings.
func toGo(t *Table) map[string]any {
	m := make(map[string]any)
	for _, e := range t.Entries() {
		switch {
		case e.Table != nil:
			m[e.Name] = toGo(e.Table)
		case e.Array != nil:
			elems := []any{}
			for _, elem := range e.Array {
				elems = append(elems, toGo(elem))
			}
			m[e.Name] = elems
		default:
			m[e.Name] = valueToGo(e.Value)
		}
	}
	return m
}

func valueToGo(v Value) any {
	switch v := v.(type) {
	case *String:
		return v.Value
	case *Integer:
		return v.Value
	case *Float:
		return v.Value
	case *Bool:
		return v.Value
	case *DateTime:
		return timeToGo(v)
	case *InlineTable:
		return toGo(v.Table)
	case *Array:
		elems := []any{}
		for _, elem := range v.Elems {
			elems = append(elems, valueToGo(elem))
		}
		return elems
	}
	return "BAD " + v.Source()
}

// timeToGo parses a date or time on its own; the layouts with seconds accept a
// fraction too.
func timeToGo(v *DateTime) string {
	text := strings.NewReplacer("t", "T", "z", "Z", " ", "T").Replace(v.Text)
	layouts := map[TimeForm][]string{
		OffsetDateTime: {"2006-01-02T15:04:05Z07:00", "2006-01-02T15:04Z07:00"},
		LocalDateTime:  {"2006-01-02T15:04:05", "2006-01-02T15:04"},
		LocalDate:      {"2006-01-02"},
		LocalTime:      {"15:04:05", "15:04"},
	}
	for _, layout := range layouts[v.Form] {
		if t, err := time.Parse(layout, text); err == nil {
			return showTime(t, v.Form)
		}
	}
	return "BAD TIME " + text
}

func showTime(t time.Time, form TimeForm) string {
	switch form {
	case LocalDateTime:
		return t.Format("2006-01-02T15:04:05.999999999")
	case LocalDate:
		return t.Format("2006-01-02")
	case LocalTime:
		return t.Format("15:04:05.999999999")
	}
	return t.Format(time.RFC3339Nano)
}

// checkTree asserts what holds for every tree of every text: ranges lie in
// order and within their parents, errors within the file, and the text can be
// put together again from what the tree's leaves hold, with nothing between
// them but blanks, line breaks and punctuation.
func checkTree(t testing.TB, doc *Document, file *token.File, src string) {
	t.Helper()
	l := &leaves{TB: t, src: src, file: file, doc: doc}
	l.within(doc.Range, l.all())
	for _, item := range doc.Items {
		l.item(item)
	}
	l.finish()
	for i := 1; i < len(doc.Comments); i++ {
		if doc.Comments[i].From < doc.Comments[i-1].To {
			t.Fatalf("comments out of order, or one twice: %q", src)
		}
	}
	for i, e := range doc.Errors {
		l.within(e.Range, l.all())
		if i > 0 && e.From < doc.Errors[i-1].From {
			t.Errorf("errors out of order: %q after %q", e.Message, doc.Errors[i-1].Message)
		}
	}
	l.table(doc.Root, nil)
}

type leaves struct {
	testing.TB
	src      string
	file     *token.File
	doc      *Document
	comments int // how many of doc.Comments were passed
	at       int // where the next leaf may start
	out      strings.Builder
}

func (l *leaves) all() parsers.Range {
	return parsers.Range{From: l.file.Pos(0), To: l.file.Pos(len(l.src))}
}

func (l *leaves) within(r, outer parsers.Range) {
	if r.From < outer.From || r.To > outer.To || r.From > r.To {
		l.Fatalf("range %v not within %v\n%q", r, outer, l.src)
	}
}

// leaf adds one leaf, after the comments before it. text is what the tree says
// stands there.
func (l *leaves) leaf(r parsers.Range, text string) {
	l.commentsBefore(r.From)
	l.add(r, text)
}

func (l *leaves) commentsBefore(pos token.Pos) {
	for l.comments < len(l.doc.Comments) && l.doc.Comments[l.comments].From < pos {
		c := l.doc.Comments[l.comments]
		l.comments++
		if l.file.Offset(c.From) < l.at { // within text that could not be read
			continue
		}
		l.add(c.Range, sourceOf(l.file, l.src, c.Range))
		if !strings.HasPrefix(sourceOf(l.file, l.src, c.Range), "#") {
			l.Fatalf("comment without #: %q", l.src)
		}
	}
}

func (l *leaves) add(r parsers.Range, text string) {
	l.within(r, l.all())
	from := l.file.Offset(r.From)
	if from < l.at {
		l.Fatalf("leaf %q at %d starts before %d\n%q", text, from, l.at, l.src)
	}
	l.gap(l.src[l.at:from])
	l.out.WriteString(text)
	l.at = l.file.Offset(r.To)
}

// gap checks the text between two leaves.
func (l *leaves) gap(text string) {
	rest := text
	if l.at == 0 {
		rest = strings.TrimPrefix(text, "\ufeff")
	}
	if strings.Trim(rest, " \t\r\n.,") != "" {
		l.Fatalf("%q is in no leaf\n%q", text, l.src)
	}
	l.out.WriteString(text)
}

func (l *leaves) finish() {
	l.commentsBefore(l.file.Pos(len(l.src)) + 1)
	l.gap(l.src[l.at:])
	if l.out.String() != l.src {
		l.Fatalf("the tree does not give back its text:\n%q\n%q", l.out.String(), l.src)
	}
}

func (l *leaves) item(item Item) {
	switch item := item.(type) {
	case *KeyValue:
		l.within(item.Range, item.Lines)
		l.within(item.Lines, l.all())
		l.pair(item)
	case *Header:
		l.within(item.Range, item.Lines)
		l.within(item.Lines, l.all())
		l.within(item.Body, l.all())
		if item.Table == nil {
			l.Fatalf("header without a table: %q", l.src)
		}
		l.header(item)
	case *BadText:
		l.leaf(item.Range, sourceOf(l.file, l.src, item.Range))
	}
}

func (l *leaves) header(h *Header) {
	text := sourceOf(l.file, l.src, h.Range)
	if len(h.Key.Parts) == 0 {
		l.leaf(h.Range, text)
		return
	}
	opening := text[:len(text)-len(strings.TrimLeft(text, "["))]
	closing := text[len(strings.TrimRight(text, "]")):]
	if (opening == "" || len(opening) != len(closing)) && len(l.doc.Errors) == 0 {
		l.Fatalf("brackets do not match and there is no error: %q", l.src)
	}
	l.leaf(parsers.Range{From: h.From, To: h.From + token.Pos(len(opening))}, opening)
	l.key(h.Key, h.Range)
	l.leaf(parsers.Range{From: h.To - token.Pos(len(closing)), To: h.To}, closing)
}

func (l *leaves) key(k Key, outer parsers.Range) {
	l.within(k.Range, outer)
	for _, part := range k.Parts {
		l.within(part.Range, k.Range)
		l.leaf(part.Range, part.Raw)
	}
}

func (l *leaves) pair(kv *KeyValue) {
	l.key(kv.Key, kv.Range)
	eq := parsers.Range{From: kv.Eq, To: kv.Eq + 1}
	l.leaf(eq, sourceOf(l.file, l.src, eq))
	l.within(parsers.Range{From: kv.Value.Pos(), To: kv.Value.End()}, kv.Range)
	l.value(kv.Value)
	l.within(kv.Removal(), l.all())
}

func (l *leaves) value(v Value) {
	r := parsers.Range{From: v.Pos(), To: v.End()}
	if got := sourceOf(l.file, l.src, r); got != v.Source() {
		l.Fatalf("source %q, range %q", v.Source(), got)
	}
	switch v := v.(type) {
	case *Array:
		l.bracket(r, "[", func() {
			for _, elem := range v.Elems {
				l.within(parsers.Range{From: elem.Pos(), To: elem.End()}, r)
				l.value(elem)
			}
		})
	case *InlineTable:
		l.bracket(r, "{", func() {
			stray := v.Stray
			for _, kv := range v.Pairs {
				stray = l.strayBefore(stray, kv.From)
				l.within(kv.Range, r)
				l.pair(kv)
			}
			l.strayBefore(stray, v.To)
		})
	case *String:
		l.within(v.Inner, r)
		l.leaf(r, v.Text)
	default:
		l.leaf(r, v.Source())
	}
}

// strayBefore adds the unreadable text of an inline table before pos.
func (l *leaves) strayBefore(stray []BadText, pos token.Pos) []BadText {
	for len(stray) > 0 && stray[0].From < pos {
		l.leaf(stray[0].Range, sourceOf(l.file, l.src, stray[0].Range))
		stray = stray[1:]
	}
	return stray
}

// bracket adds the opening bracket, what is inside and, where it is there, the
// closing one.
func (l *leaves) bracket(r parsers.Range, open string, inside func()) {
	l.leaf(parsers.Range{From: r.From, To: r.From + 1}, open)
	inside()
	text := sourceOf(l.file, l.src, r)
	closing := map[string]string{"[": "]", "{": "}"}[open]
	if strings.HasSuffix(text, closing) && l.file.Offset(r.To) > l.at {
		l.leaf(parsers.Range{From: r.To - 1, To: r.To}, closing)
	}
}

// table checks that the folded view is a tree whose nodes know their parents.
func (l *leaves) table(t *Table, parent *Entry) {
	if t.Entry != parent {
		l.Fatalf("table at %v does not know its entry", t.Range)
	}
	l.within(t.Range, l.all())
	for _, e := range t.Entries() {
		l.within(e.Range, l.all())
		l.within(e.KeyRange, l.all())
		if e.Parent != t || t.Get(e.Name) != e {
			l.Fatalf("entry %q is not the one its table holds", e.Name)
		}
		for _, sub := range e.Tables() {
			l.table(sub, e)
		}
	}
}
