package flyconfig

import "go/token"

// InsertHeader says where to write text to let a check send one more header,
// and what text, as InsertKey does.
func (f *Config) InsertHeader(c *Check, name, value string) (pos token.Pos, text string, ok bool) {
	pair := name + " = " + f.Quote(value)
	headers := c.Table.Get("headers")
	switch {
	case headers == nil:
		return f.InsertKey(c.Table, "headers = { "+pair+" }")
	case headers.Table == nil: // a list of name and value
		return token.NoPos, "", false
	}
	return f.InsertKey(headers.Table, pair)
}
