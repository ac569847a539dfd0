package exconfig

import (
	"bytes"
	"encoding/json"
	"io"
	"slices"
	"strings"
)

// json is decode and decode! of the JSON libraries. Other options than the
// defaults are not followed.
func (c *stdCall) json() *Value {
	switch c.name {
	case "decode", "decode!", "parse", "parse!":
	default:
		return nil
	}
	bang := strings.HasSuffix(c.name, "!")
	if v := c.strings(1, anySort); v != nil {
		return v
	}
	d := json.NewDecoder(bytes.NewReader([]byte(c.args[0].Text)))
	d.UseNumber()
	var decoded any
	err := d.Decode(&decoded)
	if _, more := d.Token(); err == nil && more != io.EOF {
		err = more
	}
	switch {
	case len(c.args) > 1:
		return c.derived(anySort)
	case err != nil && bang:
		return c.raise("not JSON: " + quote(c.args[0]))
	case err != nil:
		return c.made(newTuple(c.node.Range, newAtom(c.node.Range, "error"), c.derived(mapSort)))
	case bang:
		return c.decoded(decoded)
	}
	return c.made(newTuple(c.node.Range, newAtom(c.node.Range, "ok"), c.decoded(decoded)))
}

// decoded is a JSON value as a term.
func (c *stdCall) decoded(x any) *Value {
	r := c.args[0].Range
	v := newNil(r)
	switch x := x.(type) {
	case bool:
		v = newBool(r, x)
	case string:
		v = newString(r, x)
	case json.Number:
		v = &Value{Range: r, Kind: Integer, Text: x.String()}
		if f, err := x.Float64(); err == nil && strings.ContainsAny(x.String(), ".eE") {
			v = newFloat(r, f)
		}
	case []any:
		v = newList(r)
		for _, e := range x {
			v.Elems = append(v.Elems, c.decoded(e))
		}
	case map[string]any:
		v = newMap(r, nil)
		keys := make([]string, 0, len(x))
		for key := range x {
			keys = append(keys, key)
		}
		slices.Sort(keys)
		for _, key := range keys {
			v.Elems = append(v.Elems, newPair(r, newString(r, key), c.decoded(x[key])))
		}
	}
	return v.reading(c.args...)
}
