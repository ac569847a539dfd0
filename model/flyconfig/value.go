package flyconfig

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/flylint/flylint/parsers/toml"
)

// The functions here turn one TOML value into what flyctl makes of it. flyctl
// goes TOML → map → patches → JSON → struct, and it is the last two steps that
// decide on types: a date arrives as a string, 8080.0 as an integer.

// textOf is a value that JSON hands on as a string.
func textOf(v toml.Value) (string, bool) {
	switch v := v.(type) {
	case *toml.String:
		return v.Value, true
	case *toml.DateTime:
		return v.Text, true
	default:
		return "", false
	}
}

// intOf is a value that JSON hands on as an integer.
func intOf(v toml.Value) (int, bool) {
	switch v := v.(type) {
	case *toml.Integer:
		return int(v.Value), true
	case *toml.Float:
		return int(v.Value), v.Value == math.Trunc(v.Value) && math.Abs(v.Value) < 1<<53
	default:
		return 0, false
	}
}

// castInt is a value that the patch step can turn into an integer.
func castInt(v toml.Value) (int, bool) {
	switch v := v.(type) {
	case *toml.String:
		n, err := strconv.Atoi(v.Value)
		return n, err == nil
	case *toml.Float:
		return int(v.Value), finite(v.Value)
	default:
		return intOf(v)
	}
}

func floatOf(v toml.Value) (float64, bool) {
	switch v := v.(type) {
	case *toml.Integer:
		return float64(v.Value), true
	case *toml.Float:
		return v.Value, finite(v.Value)
	default:
		return 0, false
	}
}

// finite: JSON has neither inf nor nan, and flyctl gives up on the whole file.
func finite(f float64) bool { return !math.IsInf(f, 0) && !math.IsNaN(f) }

func boolOf(v toml.Value) (bool, bool) {
	b, ok := v.(*toml.Bool)
	return ok && b.Value, ok
}

// autoStopOf keeps a string that is none of the known ways as it is.
func autoStopOf(v toml.Value) (AutoStop, bool) {
	if on, ok := boolOf(v); ok {
		if on {
			return AutoStopStop, true
		}
		return AutoStopOff, true
	}
	text, ok := textOf(v)
	return AutoStop(text), ok
}

// castText is any value as the patch step prints it: Go's %v.
func castText(v toml.Value) string { return fmt.Sprint(goValue(v)) }

// goValue is the value as a TOML decoder gives it to flyctl.
func goValue(v toml.Value) any {
	switch v := v.(type) {
	case *toml.String:
		return v.Value
	case *toml.Integer:
		return v.Value
	case *toml.Float:
		return v.Value
	case *toml.Bool:
		return v.Value
	case *toml.Array:
		list := make([]any, len(v.Elems))
		for i, elem := range v.Elems {
			list[i] = goValue(elem)
		}
		return list
	case *toml.InlineTable:
		return goTable(v.Table)
	case nil:
		return ""
	default: // dates, and what could not be read
		return v.Source()
	}
}

func goTable(t *toml.Table) map[string]any {
	m := make(map[string]any, len(t.Entries()))
	for _, e := range t.Entries() {
		m[e.Name] = goEntry(e)
	}
	return m
}

func goEntry(e *toml.Entry) any {
	switch {
	case e.Table != nil:
		return goTable(e.Table)
	case e.Value == nil:
		list := make([]any, len(e.Array))
		for i, t := range e.Array {
			list[i] = goTable(t)
		}
		return list
	default:
		return goValue(e.Value)
	}
}

// durationOf reads a duration. Under the patch step ("cast") an integer has
// unit, and an empty string or a value of another type counts as absent: set is
// false and ok is true.
func durationOf(v toml.Value, unit Unit, cast bool) (d Duration, set, ok bool) {
	cast = cast && unit != UnitNanosecond
	if !cast {
		unit = UnitNanosecond
	}
	switch v := v.(type) {
	case *toml.String:
		if v.Value == "" && cast {
			return d, false, true
		}
		parsed, err := time.ParseDuration(v.Value)
		return Duration{D: parsed, Text: v.Value}, err == nil, err == nil
	case *toml.Integer:
		return bareDuration(v.Value, v.Text, unit), true, true
	case *toml.Float:
		return bareDuration(int64(v.Value), v.Text, unit), true, finite(v.Value)
	default:
		return d, false, cast
	}
}

func bareDuration(n int64, text string, unit Unit) Duration {
	return Duration{D: time.Duration(n) * unit.duration(), Text: text, Bare: true, Unit: unit}
}

// duration is the length of the unit.
func (u Unit) duration() time.Duration {
	switch u {
	case UnitMillisecond:
		return time.Millisecond
	case UnitSecond:
		return time.Second
	default:
		return time.Nanosecond
	}
}

// meant is the duration that a number without unit most likely stands for, in
// a table of kind t: seconds, except in checks, whose documentation speaks of
// milliseconds, from 1000 on. It is "" for a number that nobody means as such.
func meant(t Table, n int64) string {
	switch t {
	case TableHTTPServiceCheck, TableTCPCheck, TableHTTPCheck, TableCheck:
		if n >= 1000 && n%1000 == 0 {
			n /= 1000
		} else if n >= 1000 {
			return strconv.FormatInt(n, 10) + "ms"
		}
	}
	if n < 0 || n > 1e6 {
		return ""
	}
	return strconv.FormatInt(n, 10) + "s"
}

// limitsOf reads the old form of concurrency, "soft,hard".
func limitsOf(v toml.Value) (soft, hard int, ok bool) {
	text, isString := v.(*toml.String)
	if !isString {
		return 0, 0, false
	}
	left, right, _ := strings.Cut(text.Value, ",")
	soft, softErr := strconv.Atoi(left)
	hard, hardErr := strconv.Atoi(right)
	return soft, hard, softErr == nil && hardErr == nil
}

// accepts reports whether flyctl takes v for a key of this form. Forms that
// hold tables are judged where the tables are read.
func (k *Key) accepts(v toml.Value, cast bool) (ok bool) {
	form := k.Form
	if !cast {
		form = form.plain()
	}
	switch form {
	case FormString:
		_, ok = textOf(v)
	case FormInt:
		_, ok = intOf(v)
	case FormUint32:
		var n int
		n, ok = intOf(v)
		ok = ok && n >= 0 && n <= math.MaxUint32
	case FormCastInt:
		_, ok = castInt(v)
	case FormFloat:
		_, ok = floatOf(v)
	case FormBool:
		_, ok = boolOf(v)
	case FormAutoStop:
		_, ok = autoStopOf(v)
	case FormDuration:
		_, _, ok = durationOf(v, k.Unit, cast)
	case FormStrings:
		_, ok = v.(*toml.Array)
	case FormCastStrings:
		_, isString := v.(*toml.String)
		_, isList := v.(*toml.Array)
		ok = isString || isList
	default:
		ok = true
	}
	return ok
}
