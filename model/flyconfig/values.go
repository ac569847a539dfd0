package flyconfig

import (
	"slices"
	"strconv"
	"strings"

	"github.com/flylint/flylint/internal/nearest"
	"github.com/flylint/flylint/parsers"
	"github.com/flylint/flylint/parsers/toml"
)

// InvalidValue is a value of the right type outside the set or the span of its
// key. Its range is the value.
type InvalidValue struct {
	parsers.Range
	Path    string
	Text    string // as written, without quotes
	Known   *Key
	Allowed string // "rolling, canary, bluegreen or immediate", "1 to 60"
	Instead string // the value that was most likely meant; "" when none is certain
}

// judgeValue notes a value that its key may not have. An empty string counts
// as absent, as in flyctl.
func (r *reader) judgeValue(s scope, e *toml.Entry, k *Key, cast bool) {
	if k.Dead != "" || k.Enum == "" && k.Span == "" {
		return
	}
	if list, ok := e.Value.(*toml.Array); ok {
		for i, elem := range list.Elems {
			r.judgeWord(indexed(s.path(k.Name), i), elem, k)
		}
		return
	}
	if k.Enum != "" {
		r.judgeWord(s.path(k.Name), e.Value, k)
		return
	}
	if k.Unit == UnitGigabyte && castText(e.Value) == "" {
		return
	}
	if n, ok := k.number(e.Value, cast); !ok || !k.spans(n) {
		r.invalid(s.path(k.Name), e.Value, k, k.span(), "")
	}
}

// judgeWord notes a text outside the set of its key. Where nobody is known to
// mind, case does not count.
func (r *reader) judgeWord(path string, v toml.Value, k *Key) {
	text, isText := textOf(v)
	allowed := slices.ContainsFunc(k.Values(), func(known string) bool {
		return known == text || !k.Checked && strings.EqualFold(known, text)
	})
	if !isText || text == "" || allowed {
		return
	}
	r.invalid(path, v, k, orList(k.Values()), k.instead(text))
}

func (r *reader) invalid(path string, v toml.Value, k *Key, allowed, instead string) {
	text, isText := textOf(v)
	if !isText {
		text = v.Source()
	}
	r.fly.Invalid = append(r.fly.Invalid, InvalidValue{
		Range: parsers.Range{From: v.Pos(), To: v.End()}, Path: path,
		Text: text, Known: k, Allowed: allowed, Instead: instead,
	})
}

// instead is the value that text was most likely meant to be: a slip of the
// pen, or another tool's word for it.
func (k *Key) instead(text string) string {
	switch lower := strings.ToLower(text); {
	case k.Name == "policy" && lower == "no":
		return "never"
	case k.Name == "auto_stop_machines" && (lower == "true" || lower == "on"):
		return string(AutoStopStop)
	case k.Name == "auto_stop_machines" && (lower == "false" || lower == "none"):
		return string(AutoStopOff)
	case k.Name == "kill_signal" && slices.Contains(k.Values(), "SIG"+strings.ToUpper(text)):
		return "SIG" + strings.ToUpper(text)
	}
	return nearest.Name(text, k.Values())
}

// number is a value as the number that its key's span is about: the integer,
// the seconds of a duration or the gigabytes of a size. Zero is within every
// span where it is a default: flyctl takes an absent port, size or threshold for
// zero.
func (k *Key) number(v toml.Value, cast bool) (n float64, ok bool) {
	switch {
	case k.Unit == UnitGigabyte:
		gb, ok := GigabytesOf(castText(v))
		return float64(gb), ok
	case k.Form == FormDuration:
		d, set, _ := durationOf(v, k.Unit, cast)
		return d.D.Seconds(), set || cast
	case k.Form == FormCastInt && cast:
		i, ok := castInt(v)
		return float64(i), ok
	default:
		return floatOf(v)
	}
}

// spans reports whether n lies within the key's span.
func (k *Key) spans(n float64) bool {
	least, most := k.bounds()
	return n >= least && (most == 0 || n <= most) || n == 0 && !k.Checked
}

// bounds is the key's span; most is 0 where there is none.
func (k *Key) bounds() (least, most float64) {
	low, high, _ := strings.Cut(k.Span, " ")
	least, _ = strconv.ParseFloat(low, 64)
	most, _ = strconv.ParseFloat(high, 64)
	return least, most
}

// span is the key's span in words, with its unit.
func (k *Key) span() string {
	low, high, bounded := strings.Cut(k.Span, " ")
	unit := ""
	switch {
	case k.Unit == UnitGigabyte:
		unit = " GB"
	case k.Form == FormDuration:
		unit = " seconds"
	}
	if !bounded {
		return "at least " + low + unit
	}
	return low + " to " + high + unit
}

// orList is "a, b or c".
func orList(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " or " + words[last]
}
