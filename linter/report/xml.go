package report

import "strings"

// xmlAttr makes s fit for the value of an attribute, in quotation marks.
func xmlAttr(s string) string { return strings.ReplaceAll(xmlText(s), "\n", "&#10;") }

// xmlText makes s fit for the text of an XML document: markup is escaped, and
// what XML cannot hold at all is replaced.
func xmlText(s string) string {
	var out strings.Builder
	for _, r := range s {
		switch {
		case r == '&':
			out.WriteString("&amp;")
		case r == '<':
			out.WriteString("&lt;")
		case r == '>':
			out.WriteString("&gt;")
		case r == '"':
			out.WriteString("&quot;")
		case r < ' ' && r != '\n' || r == '\ufffe' || r == '\uffff':
			out.WriteRune('\ufffd')
		default:
			out.WriteRune(r)
		}
	}
	return out.String()
}
