package lsp

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/flylint/flylint/model/flyconfig"
	"github.com/flylint/flylint/parsers/toml"
)

// Kinds of completion items.
const (
	kindModule   = 9
	kindProperty = 10
	kindValue    = 12
	kindMember   = 20
)

type completionList struct {
	Incomplete bool             `json:"isIncomplete"`
	Items      []completionItem `json:"items"`
}

type completionItem struct {
	Label         string   `json:"label"`
	Kind          int      `json:"kind"`
	Detail        string   `json:"detail,omitempty"`
	Documentation *markup  `json:"documentation,omitempty"`
	SortText      string   `json:"sortText"`
	FilterText    string   `json:"filterText,omitempty"`
	TextEdit      textEdit `json:"textEdit"`
}

// add offers one item that is written over the bytes from start to end. Items
// are sorted in the order they are added.
func (c *completer) add(item completionItem, start, end int, text string) {
	item.SortText = fmt.Sprintf("%03d", len(c.items))
	item.TextEdit = textEdit{c.lines.span(start, end, c.enc), text}
	c.items = append(c.items, item)
}

// offered reports whether a key is worth writing anew.
func offered(k *flyconfig.Key) bool { return k.Alias == "" && k.Dead == "" && k.Moved == "" }

// holdsTables reports whether a key's value is written below a header of its
// own.
func holdsTables(k *flyconfig.Key) bool {
	switch k.Form {
	case flyconfig.FormTable, flyconfig.FormTables, flyconfig.FormCastTables, flyconfig.FormConcurrency, flyconfig.FormNamedTables,
		flyconfig.FormCastMap, flyconfig.FormProcesses, flyconfig.FormAnyTable, flyconfig.FormStringMap, flyconfig.FormHeaders:
		return true
	}
	return false
}

// keys offers the keys of the table at a path and, at the start of a line, the
// headers of the tables in it.
func (c *completer) keys(path []string, present *toml.Table, start int, within bool) {
	keys := tableAt(path).Keys()
	end := wordEnd(c.text, start, c.cursor)
	assigned := strings.HasPrefix(strings.TrimLeft(c.text[end:], " \t"), "=")
	for i := range keys {
		k := &keys[i]
		if !offered(k) || holdsTables(k) && !within || c.has(present, k) {
			continue
		}
		text := k.Name
		if !assigned {
			text += " = "
		}
		c.add(c.keyItem(k, k.Name, kindProperty), start, end, text)
	}
	if !within && !assigned {
		c.tables(path, present, start, end)
	}
}

// keyItem describes a key.
func (c *completer) keyItem(k *flyconfig.Key, label string, kind int) completionItem {
	detail := k.Form.String()
	if k.Default != "" {
		detail += ", default " + k.Default
	}
	format := markupKind(c.client.TextDocument.Completion.Item.Formats)
	return completionItem{Label: label, Kind: kind, Detail: detail, Documentation: &markup{format, keyPage(label, k, format)}}
}

// tables offers the headers of the tables in the table at a path.
func (c *completer) tables(path []string, present *toml.Table, start, end int) {
	keys := tableAt(path).Keys()
	for i := range keys {
		k := &keys[i]
		if !offered(k) || !holdsTables(k) || !repeats(k) && k.Form != flyconfig.FormNamedTables && c.has(present, k) {
			continue
		}
		label := header(append(path[:len(path):len(path)], k.Name), k)
		item := c.keyItem(k, label, kindModule)
		c.add(item, start, end, label)
	}
}

// repeats reports whether a key's tables are written as [[name]].
func repeats(k *flyconfig.Key) bool {
	return k.Form == flyconfig.FormTables || k.Form == flyconfig.FormCastTables
}

// header is the header of the table that a path leads to.
func header(path []string, k *flyconfig.Key) string {
	for i, name := range path {
		if flyconfig.TableRoot.Lookup(name) == nil && strings.Trim(name, wordBytes) != "" {
			path[i] = strconv.Quote(name)
		}
	}
	text := "[" + strings.Join(path, ".")
	if k.Form == flyconfig.FormNamedTables {
		text += ".name"
	}
	text += "]"
	if repeats(k) {
		return "[" + text + "]"
	}
	return text
}

// wordBytes are the bytes that a key may have without quotes.
const wordBytes = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-"

// headers offers every header that a line beginning with [ may become.
func (c *completer) headers() {
	start := c.line + strings.IndexByte(c.text[c.line:], '[')
	end := c.cursor
	for end < len(c.text) && (isWord(c.text[end]) || strings.IndexByte(".]", c.text[end]) >= 0) {
		end++
	}
	above := c.headerAbove(c.line)
	var visit func(path []string, t flyconfig.Table, present *toml.Table)
	visit = func(path []string, t flyconfig.Table, present *toml.Table) {
		c.tables(path, present, start, end)
		keys := t.Keys()
		for i := range keys {
			k := &keys[i]
			if !offered(k) || k.Child == flyconfig.TableNone || k.Form == flyconfig.FormNamedTables {
				continue
			}
			inner := slices.Concat(path, []string{k.Name})
			var within *toml.Table
			if present != nil {
				if e := present.Get(k.Name); e != nil {
					within = e.Table
					if len(e.Array) > 0 && above != nil && names(above.Key)[0] == k.Name { // of the element the line stands in
						within = e.Array[len(e.Array)-1]
					}
				}
			}
			visit(inner, k.Child, within)
		}
	}
	visit(nil, flyconfig.TableRoot, c.doc.Root)
}

// values offers what the key at a path may be.
func (c *completer) values(path []string, start int) {
	key, _ := flyKeyAt(path)
	if key == nil {
		return
	}
	end := wordEnd(c.text, start, c.cursor)
	quoted := start < c.cursor && strings.IndexByte(`"'`, c.text[start]) >= 0
	list := wantsList(key) && !strings.Contains(c.text[c.line:start], "[") && start >= c.line
	for _, v := range c.valuesOf(key, path) {
		item := completionItem{Label: v, Kind: kindMember}
		if v == key.Default {
			item.Detail = "the default"
		}
		text := v
		if key.Form != flyconfig.FormBool {
			text = strconv.Quote(v)
			if quoted { // editors compare what is typed, quote included
				item.FilterText = c.text[start:start+1] + v
			} else {
				item.FilterText = v
			}
		}
		if list && !quoted {
			text = "[" + text + "]"
		}
		c.add(item, start, end, text)
	}
}

// wantsList reports whether a key's values stand in a list.
func wantsList(k *flyconfig.Key) bool {
	return k.Form == flyconfig.FormStrings || k.Form == flyconfig.FormCastStrings
}

// valuesOf lists the values that are known for a key.
func (c *completer) valuesOf(k *flyconfig.Key, path []string) []string {
	switch {
	case k.Enum != "":
		return k.Values()
	case k.Form == flyconfig.FormBool:
		return []string{"true", "false"}
	case k.Name == "primary_region":
		return flyconfig.Regions()
	case k.Name == "size" && len(path) > 1:
		return flyconfig.VMSizes()
	case k.Name == "processes" && len(path) > 1:
		return c.groups()
	}
	return nil
}

// groups are the names below [processes].
func (c *completer) groups() []string {
	e := c.doc.Root.Get("processes")
	if e == nil || e.Table == nil {
		return []string{"app"}
	}
	var names []string
	for _, entry := range e.Table.Entries() {
		if !slices.Contains(names, entry.Name) {
			names = append(names, entry.Name)
		}
	}
	return names
}
