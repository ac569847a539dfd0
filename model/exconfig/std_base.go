package exconfig

import (
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"strings"
)

// base is a function of Base.
func (c *stdCall) base() *Value {
	encode, decode := c.codec()
	if encode == nil {
		return nil
	}
	kind, bang := strings.CutSuffix(c.name, "!")
	if strings.Contains(kind, "encode") {
		return c.mapText(encode)
	}
	if v := c.strings(1, anySort); v != nil {
		if v.Kind == Opaque && bang {
			v.sort = stringSort
		}
		return v
	}
	raw, err := decode(c.args[0].Text)
	value := newString(c.args[0].Range, string(raw)).reading(c.args[0])
	switch {
	case err != nil && bang:
		return c.raise("cannot decode " + quote(c.args[0]))
	case err != nil:
		return c.atom("error")
	case bang:
		return value
	}
	return c.made(newTuple(c.node.Range, newAtom(c.node.Range, "ok"), value))
}

// codec is how the function encodes and decodes; nil for one not known.
func (c *stdCall) codec() (encode func(string) string, decode func(string) ([]byte, error)) {
	encoding := func(enc interface {
		EncodeToString([]byte) string
		DecodeString(string) ([]byte, error)
	}) (func(string) string, func(string) ([]byte, error)) {
		return func(s string) string { return enc.EncodeToString([]byte(s)) }, enc.DecodeString
	}
	if c.option(1, "ignore") != nil {
		return nil, nil
	}
	padded := !c.option(1, "padding").IsAtom("false")
	switch strings.TrimSuffix(c.name, "!") {
	case "encode64", "decode64":
		if padded {
			return encoding(base64.StdEncoding.Strict())
		}
		return encoding(base64.RawStdEncoding)
	case "url_encode64", "url_decode64":
		if padded {
			return encoding(base64.URLEncoding.Strict())
		}
		return encoding(base64.RawURLEncoding)
	case "encode32", "decode32":
		return encoding(base32.StdEncoding)
	case "encode16", "decode16":
		return c.codec16()
	}
	return nil, nil
}

func (c *stdCall) codec16() (func(string) string, func(string) ([]byte, error)) {
	lower := c.option(1, "case").IsAtom("lower")
	mixed := c.option(1, "case").IsAtom("mixed")
	encode := func(s string) string {
		text := hex.EncodeToString([]byte(s))
		if lower {
			return text
		}
		return strings.ToUpper(text)
	}
	decode := func(s string) ([]byte, error) {
		if !mixed && (lower && s != strings.ToLower(s) || !lower && s != strings.ToUpper(s)) {
			return nil, hex.InvalidByteError(0)
		}
		return hex.DecodeString(s)
	}
	return encode, decode
}
