package flyconfig

import (
	"strconv"
	"strings"
	"time"

	"github.com/flylint/flylint/model/source"
	"github.com/flylint/flylint/parsers"
	"github.com/flylint/flylint/parsers/toml"
)

// judge notes a value of a type that flyctl refuses. Tables are judged where
// they are read; see moved for what moves.
func (r *reader) judge(s scope, e *toml.Entry, k *Key, cast bool) {
	if k.holdsTable() {
		return
	}
	if e.Value == nil && k.Form != FormAny || !k.accepts(e.Value, cast) {
		r.mismatch(s, e, k)
		return
	}
	r.judgeValue(s, e, k, cast)
	if list, ok := e.Value.(*toml.Array); ok && (k.Form == FormStrings || k.Form == FormCastStrings) {
		for i, elem := range list.Elems {
			if _, ok := textOf(elem); !ok {
				r.wrongElement(indexed(s.path(k.Name), i), elem, k)
			}
		}
	}
}

// holdsTable reports whether the key's value is a table or a list of tables.
func (k *Key) holdsTable() bool {
	switch k.Form {
	case FormStringMap, FormCastMap, FormHeaders, FormProcesses, FormAnyTable:
		return true
	}
	return k.Child != TableNone
}

// mismatch notes that an entry is not what its key takes.
func (r *reader) mismatch(s scope, e *toml.Entry, k *Key) {
	if _, bad := e.Value.(*toml.Bad); bad {
		return // a syntax error already
	}
	err := TypeError{
		Range: valueRange(e), Path: s.path(k.Name), Key: e.KeyRange,
		Want: k.Form.String(), Got: describe(e, k), Known: k,
	}
	err.Conversion = r.convert(s, e, k)
	r.fly.TypeErrors = append(r.fly.TypeErrors, err)
}

// wrongElement notes an element of a list that should be a string.
func (r *reader) wrongElement(path string, elem toml.Value, k *Key) {
	if _, bad := elem.(*toml.Bad); bad {
		return
	}
	r.fly.TypeErrors = append(r.fly.TypeErrors, TypeError{
		Range: parsers.Range{From: elem.Pos(), To: elem.End()}, Path: path,
		Want: FormString.String(), Got: elem.Describe(), Conversion: r.quoteScalar(elem), Known: k,
	})
}

// describe names what an entry is, with its article.
func describe(e *toml.Entry, k *Key) string {
	text, isString := e.Value.(*toml.String)
	n, isInt := e.Value.(*toml.Integer)
	list, isList := tableList(e)
	switch {
	case isList && len(list) > 0:
		return "a list of tables"
	case e.Table != nil:
		return "a table"
	case isString && k.Form == FormDuration && isNumber(text.Value):
		return "a number without unit"
	case isString && k.Form == FormDuration:
		return "a string that is no duration"
	case isInt && k.Form == FormUint32 && n.Value < 0:
		return "a negative integer"
	default:
		return e.Value.Describe()
	}
}

func isNumber(s string) bool {
	_, err := strconv.ParseFloat(s, 64)
	return err == nil
}

// convert is what to write over a value (or a header) to give it the type its
// key takes without changing what it means; "" when that is not certain.
func (r *reader) convert(s scope, e *toml.Entry, k *Key) string {
	if k.Child != TableNone {
		return convertTable(r.fly.File, e, k)
	}
	text, isString := e.Value.(*toml.String)
	switch k.Form {
	case FormInt, FormCastInt, FormUint32:
		if isString {
			return wholeNumber(text.Value, k)
		}
	case FormFloat:
		if isString {
			return share(text.Value)
		}
	case FormBool:
		if isString && (text.Value == "true" || text.Value == "false") {
			return text.Value
		}
	case FormDuration:
		if isString {
			return r.withUnit(s, text.Value)
		}
	case FormString:
		if k.Name == "memory" && (s.kind == TableReleaseVM || s.kind == TableVM) {
			return r.megabytes(e.Value)
		}
		return r.quoteScalar(e.Value)
	case FormStrings, FormCastStrings:
		if isString && text.Value != "" && !strings.ContainsAny(text.Value, " \t\n,") {
			return "[" + text.Text + "]"
		}
	}
	return ""
}

// wholeNumber is a string of digits as an integer; where the key counts
// seconds, "600s" and "10m" as well.
func wholeNumber(s string, k *Key) string {
	if n, err := strconv.Atoi(strings.TrimSpace(s)); err == nil && (n >= 0 || k.Form != FormUint32) {
		return strconv.Itoa(n)
	}
	if d, err := time.ParseDuration(s); err == nil && k.Unit == UnitSecond && d >= 0 && d%time.Second == 0 {
		return strconv.FormatInt(int64(d/time.Second), 10)
	}
	return ""
}

// share is a number in quotes as a number, "25%" as 0.25. Zero and less are not
// worth it: flyctl takes them, and dies of them.
func share(s string) string {
	s = strings.TrimSpace(s)
	if percent, ok := strings.CutSuffix(s, "%"); ok {
		n, err := strconv.Atoi(strings.TrimSpace(percent))
		if err != nil || n <= 0 || n >= 100 {
			return ""
		}
		return strconv.FormatFloat(float64(n)/100, 'f', -1, 64)
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || !finite(f) || f <= 0 {
		return ""
	}
	return strconv.FormatFloat(f, 'f', -1, 64)
}

// withUnit is a bare number in quotes with the unit it was meant to have.
func (r *reader) withUnit(s scope, text string) string {
	n, err := strconv.ParseInt(strings.TrimSpace(text), 10, 64)
	if err != nil {
		return ""
	}
	if d := meant(s.kind, n); d != "" {
		return r.fly.Quote(d)
	}
	return ""
}

// megabytes is an integer as a size of memory. A small one was hardly meant as
// megabytes.
func (r *reader) megabytes(v toml.Value) string {
	if n, ok := intOf(v); ok && n >= 64 {
		return r.fly.Quote(strconv.Itoa(n) + "mb")
	}
	return ""
}

// quoteScalar is a number or a boolean as a string.
func (r *reader) quoteScalar(v toml.Value) string {
	switch v.(type) {
	case *toml.Integer, *toml.Float, *toml.Bool:
		return r.fly.Quote(v.Source())
	default:
		return ""
	}
}

// convertTable turns a table into a list of one and the other way round: the
// header, or the value.
func convertTable(f *source.File, e *toml.Entry, k *Key) string {
	wantList := k.Form == FormTables || k.Form == FormCastTables
	var only *toml.Table
	switch {
	case wantList && e.Table != nil:
		only = e.Table
	case !wantList && len(e.Array) == 1 && k.Form != FormNamedTables:
		only = e.Array[0]
	default:
		return ""
	}
	inline, isInline := e.Value.(*toml.InlineTable)
	switch h := only.Header; {
	case h != nil && wantList && !h.Array:
		return "[" + f.Text(h.Range) + "]"
	case h != nil && !wantList && h.Array:
		return strings.TrimSuffix(strings.TrimPrefix(f.Text(h.Range), "["), "]")
	case isInline && wantList:
		return "[" + inline.Source() + "]"
	default:
		return ""
	}
}
