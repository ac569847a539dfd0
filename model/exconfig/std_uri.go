package exconfig

import (
	"net/url"
	"strconv"
	"strings"
)

// uri is a function of URI.
func (c *stdCall) uri() *Value {
	switch c.name {
	case "parse", "new!", "new":
		return c.parseURI()
	case "to_string":
		v := c.arg(0)
		if text, ok := uriText(v); ok && v.Kind == Map {
			return c.text(text)
		}
		if v.Kind == String {
			return v
		}
		return c.derived(stringSort)
	case "encode_www_form":
		return c.mapText(url.QueryEscape)
	case "encode":
		return c.mapText(escapeURI)
	case "decode_www_form":
		return c.decode(url.QueryUnescape)
	case "decode":
		return c.decode(url.PathUnescape)
	case "decode_query", "encode_query", "merge", "query_decoder", "append_path":
		return c.derived(anySort)
	case "default_port":
		if port := defaultPort(c.arg(0).Text); port != "" {
			return c.made(&Value{Kind: Integer, Text: port})
		}
		return c.nil()
	}
	return nil
}

func (c *stdCall) decode(f func(string) (string, error)) *Value {
	if v := c.strings(1, stringSort); v != nil {
		return v
	}
	text, err := f(c.args[0].Text)
	if err != nil {
		return c.raise("malformed URI " + quote(c.args[0]))
	}
	return newString(c.args[0].Range, text).reading(c.args[0])
}

// escapeURI is URI.encode/1: reserved and unreserved characters stay.
func escapeURI(s string) string {
	const stay = ":/?#[]@!$&'()*+,;=~_-."
	var b strings.Builder
	for i := range len(s) {
		ch := s[i]
		if ch >= 'a' && ch <= 'z' || ch >= 'A' && ch <= 'Z' || ch >= '0' && ch <= '9' || strings.IndexByte(stay, ch) >= 0 {
			b.WriteByte(ch)
			continue
		}
		b.WriteString("%" + strings.ToUpper(strconv.FormatUint(uint64(ch)|0x100, 16)[1:]))
	}
	return b.String()
}

// uriFields are the fields of a URI struct, in the order Elixir shows them.
const uriFields = "scheme userinfo host port path query fragment authority"

// parseURI is URI.parse, and URI.new for what both accept.
func (c *stdCall) parseURI() *Value {
	if c.name == "parse" && c.arg(0).Kind == Map {
		return c.args[0]
	}
	if v := c.strings(1, mapSort); v != nil {
		if v.Kind == Opaque {
			return c.unknownURI(v)
		}
		return v
	}
	if c.name != "parse" && !validURI(c.args[0].Text) {
		if c.name == "new!" {
			return c.raise("cannot parse due to reason invalid_uri: " + quote(c.args[0]))
		}
		return c.derived(tupleSort)
	}
	u := c.parsed(c.args[0])
	if c.name == "new" {
		return c.made(newTuple(c.node.Range, newAtom(c.node.Range, "ok"), u))
	}
	return u
}

// validURI reports whether URI.new takes a text.
func validURI(text string) bool {
	for i := range len(text) {
		switch ch := text[i]; {
		case ch <= ' ' || ch >= 0x7f || strings.IndexByte("\"<>\\^`{|}", ch) >= 0:
			return false
		case ch == '%' && (len(text) < i+3 || !isHex(text[i+1]) || !isHex(text[i+2])):
			return false
		}
	}
	u, err := url.Parse(text)
	return err == nil && !strings.HasPrefix(text, ":") && (u.Port() == "" || isDigits(u.Port()))
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}

// unknownURI is a URI of which no field is known.
func (c *stdCall) unknownURI(v *Value) *Value {
	if c.name == "new" {
		return v
	}
	u := c.uriStruct(func(string) *Value { return c.derived(anySort) })
	return u.reading(v)
}

func (c *stdCall) uriStruct(field func(name string) *Value) *Value {
	r := c.node.Range
	u := newMap(r, []*Value{newPair(r, newAtom(r, "__struct__"), newAtom(r, "Elixir.URI"))})
	for _, name := range strings.Fields(uriFields) {
		u.Elems = append(u.Elems, newPair(r, newAtom(r, name), field(name)))
	}
	return u
}

// parsed takes a URI apart by the expression of RFC 3986, appendix B, as
// Elixir does.
func (c *stdCall) parsed(v *Value) *Value {
	parts := splitURI(v.Text)
	return c.uriStruct(func(name string) *Value {
		text, ok := parts[name]
		switch {
		case !ok:
			return newNil(v.Range).reading(v)
		case name == "port":
			return (&Value{Range: v.Range, Kind: Integer, Text: text}).reading(v)
		}
		return newString(v.Range, text).reading(v)
	}).reading(v)
}

func splitURI(text string) map[string]string {
	parts := map[string]string{}
	if rest, fragment, ok := strings.Cut(text, "#"); ok {
		text, parts["fragment"] = rest, fragment
	}
	if rest, query, ok := strings.Cut(text, "?"); ok {
		text, parts["query"] = rest, query
	}
	if i := strings.IndexAny(text, ":/"); i > 0 && text[i] == ':' {
		parts["scheme"], text = strings.ToLower(text[:i]), text[i+1:]
	}
	if rest, ok := strings.CutPrefix(text, "//"); ok {
		end := strings.IndexByte(rest, '/')
		if end < 0 {
			end = len(rest)
		}
		splitAuthority(rest[:end], parts)
		text = rest[end:]
	}
	if text != "" {
		parts["path"] = text
	}
	if _, ok := parts["port"]; !ok {
		if port := defaultPort(parts["scheme"]); port != "" {
			parts["port"] = port
		}
	}
	return parts
}

func splitAuthority(text string, parts map[string]string) {
	if text == "" {
		parts["host"] = ""
		parts["authority"] = ""
		return
	}
	parts["authority"] = text
	if i := strings.LastIndexByte(text, '@'); i >= 0 {
		parts["userinfo"], text = text[:i], text[i+1:]
	}
	if i := strings.LastIndexByte(text, ':'); i >= 0 && i > strings.LastIndexByte(text, ']') {
		if isDigits(text[i+1:]) {
			parts["port"], _ = parseInteger(text[i+1:], 10)
		}
		text = text[:i]
	}
	parts["host"] = strings.Trim(text, "[]")
}

func defaultPort(scheme string) string {
	switch scheme {
	case "http", "ws":
		return "80"
	case "https", "wss":
		return "443"
	case "ftp":
		return "21"
	case "ldap":
		return "389"
	case "sftp":
		return "22"
	case "tftp":
		return "69"
	}
	return ""
}

// uriText is URI.to_string of a known URI.
func uriText(v *Value) (string, bool) {
	get := func(name string) (string, bool) {
		field := v.Keyword(name)
		if field == nil || field.IsNil() {
			return "", false
		}
		return field.Text, true
	}
	if v == nil || !v.Known() {
		return "", false
	}
	var b strings.Builder
	scheme, hasScheme := get("scheme")
	if hasScheme {
		b.WriteString(scheme + ":")
	}
	if host, ok := get("host"); ok {
		b.WriteString("//")
		if user, ok := get("userinfo"); ok {
			b.WriteString(user + "@")
		}
		if strings.Contains(host, ":") {
			host = "[" + host + "]"
		}
		b.WriteString(host)
		if port, ok := get("port"); ok && port != defaultPort(scheme) {
			b.WriteString(":" + port)
		}
	}
	for _, part := range []struct{ name, sign string }{{"path", ""}, {"query", "?"}, {"fragment", "#"}} {
		if text, ok := get(part.name); ok {
			b.WriteString(part.sign + text)
		}
	}
	return b.String(), true
}
