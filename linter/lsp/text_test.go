package lsp

import (
	"strings"
	"testing"
	unicode16 "unicode/utf16"
	unicode8 "unicode/utf8"
)

func TestOffsets(t *testing.T) {
	const text = "a🎈é\r\nsecond\rthird\n\nlast"
	for _, c := range []struct {
		at     position
		enc    encoding
		before string // the text up to the offset
		back   position
	}{
		{position{0, 0}, utf16, "", position{0, 0}},
		{position{0, 1}, utf16, "a", position{0, 1}},
		{position{0, 2}, utf16, "a", position{0, 1}}, // in the middle of a character
		{position{0, 3}, utf16, "a🎈", position{0, 3}},
		{position{0, 4}, utf16, "a🎈é", position{0, 4}},
		{position{0, 99}, utf16, "a🎈é", position{0, 4}}, // behind the line
		{position{0, 2}, utf32, "a🎈", position{0, 2}},
		{position{0, 5}, utf8, "a🎈", position{0, 5}},
		{position{0, 3}, utf8, "a", position{0, 1}},
		{position{1, 6}, utf16, "a🎈é\r\nsecond", position{1, 6}},
		{position{2, 0}, utf16, "a🎈é\r\nsecond\r", position{2, 0}},
		{position{3, 0}, utf16, "a🎈é\r\nsecond\rthird\n", position{3, 0}},
		{position{4, 4}, utf16, text, position{4, 4}},
		{position{5, 0}, utf16, text, position{4, 4}}, // behind the text
		{position{-1, 3}, utf16, "", position{0, 0}},
		{position{1, -3}, utf16, "a🎈é\r\n", position{1, 0}},
	} {
		x := newIndex([]byte(text))
		if got := x.offset(c.at, c.enc); got != len(c.before) {
			t.Errorf("%v in %s is byte %d, want %d", c.at, c.enc, got, len(c.before))
		}
		if got := x.position(len(c.before), c.enc); got != c.back {
			t.Errorf("byte %d in %s is %v, want %v", len(c.before), c.enc, got, c.back)
		}
	}
}

// TestMiddleOfLineEnd is where no editor can put a cursor.
func TestMiddleOfLineEnd(t *testing.T) {
	if got := newIndex([]byte("ab\r\nc")).position(3, utf16); got != (position{0, 2}) {
		t.Errorf("position %v", got)
	}
}

// reference is a slow and plain reading of the protocol: lines, then UTF-16
// units.
func reference(text string, p position) int {
	lines := strings.SplitAfter(strings.ReplaceAll(strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\x00"), "\r", "\r\x01"), "\x00", "\r\n\x01"), "\n")
	var all []string
	for _, line := range lines {
		all = append(all, strings.SplitAfter(line, "\x01")...)
	}
	offset := 0
	var kept []string
	for _, line := range all {
		if line = strings.ReplaceAll(line, "\x01", ""); line != "" {
			kept = append(kept, line)
		}
	}
	if text == "" || strings.HasSuffix(text, "\n") || strings.HasSuffix(text, "\r") {
		kept = append(kept, "")
	}
	if p.Line >= len(kept) {
		return len(text)
	}
	for _, line := range kept[:p.Line] {
		offset += len(line)
	}
	units := 0
	for _, r := range strings.TrimRight(kept[p.Line], "\r\n") {
		if units += unicode16.RuneLen(r); units > p.Character {
			break
		}
		offset += unicode8.RuneLen(r)
	}
	return offset
}

func FuzzOffset(f *testing.F) {
	f.Add("a🎈é\r\nsecond\rthird\n\nlast", 0, 2)
	f.Add("\r\r\n\n\r", 3, 0)
	f.Add("", 0, 0)
	f.Fuzz(func(t *testing.T, text string, line, character int) {
		if !unicode8.ValidString(text) || strings.ContainsAny(text, "\x00\x01") || line < 0 || character < 0 {
			return
		}
		x, p := newIndex([]byte(text)), position{line, character}
		got := x.offset(p, utf16)
		if want := reference(text, p); got != want {
			t.Fatalf("%q at %v: byte %d, want %d", text, p, got, want)
		}
		if back := x.offset(x.position(got, utf16), utf16); back != got {
			t.Fatalf("%q: byte %d comes back as %d", text, got, back)
		}
	})
}

func TestDifference(t *testing.T) {
	for _, c := range []struct{ before, after string }{
		{"", ""}, {"a", "a"}, {"", "abc"}, {"abc", ""}, {"abc", "abXc"}, {"aXa", "aXaXa"}, {"é", "è"}, {"aaaa", "aa"}, {"one two", "one 2 two"},
	} {
		edit := difference([]byte(c.before), c.after)
		if got := string(edit.apply([]byte(c.before))); got != c.after {
			t.Errorf("%q to %q: %+v makes %q", c.before, c.after, edit, got)
		}
	}
}

func TestCarry(t *testing.T) {
	for _, c := range []struct {
		name     string
		edit     splice
		from, to int
		ok       bool
	}{ // of the range [10, 20)
		{"above", splice{0, 3, "x"}, 8, 18, true},
		{"typed at its start", splice{10, 10, "xx"}, 12, 22, true},
		{"typed at its end", splice{20, 20, "xx"}, 10, 20, true},
		{"below", splice{25, 30, ""}, 10, 20, true},
		{"typed in it", splice{15, 15, "x"}, 0, 0, false},
		{"over its start", splice{5, 11, ""}, 0, 0, false},
		{"over its end", splice{19, 25, ""}, 0, 0, false},
		{"over all of it", splice{0, 50, ""}, 0, 0, false},
		{"up to it", splice{5, 10, ""}, 5, 15, true},
	} {
		if from, to, ok := c.edit.carry(10, 20); from != c.from || to != c.to || ok != c.ok {
			t.Errorf("%s: %d to %d, %v; want %d to %d, %v", c.name, from, to, ok, c.from, c.to, c.ok)
		}
	}
}

func TestURIs(t *testing.T) {
	for _, c := range []struct {
		uri     string
		windows bool
		path    string
		ok      bool
	}{
		{"file:///home/me/fly.toml", false, "/home/me/fly.toml", true},
		{"file:///a%20b/%C3%BC.toml", false, "/a b/ü.toml", true},
		{"file:///a b/ü.toml", false, "/a b/ü.toml", true},
		{"file://localhost/x", false, "/x", true},
		{"FILE:///x", false, "/x", true},
		{"file://server/share/x", false, "", false},
		{"file://server/share/x", true, "//server/share/x", true},
		{"file:///c%3A/Users/x", true, "C:/Users/x", true},
		{"file:///C:/Users/x", true, "C:/Users/x", true},
		{"file:///c:/a%25b", true, "C:/a%b", true},
		{"untitled:Untitled-1", false, "", false},
		{"git:/x/fly.toml?ref", false, "", false},
		{"vscode-remote://ssh/x", false, "", false},
		{"fly.toml", false, "", false},
		{"file:x", false, "", false},
		{"file:///a%00b", false, "", false},
		{"%", false, "", false},
		{"", false, "", false},
	} {
		if path, ok := slashPath(c.uri, c.windows); ok != c.ok || ok && path != c.path {
			t.Errorf("%q: %q, %v; want %q, %v", c.uri, path, ok, c.path, c.ok)
		}
	}
	for path, uri := range map[string]string{
		"/a b/ü#?.toml": "file:///a%20b/%C3%BC%23%3F.toml", "C:/Users/x": "file:///C:/Users/x", "//server/share/x": "file://server/share/x", "/a%b": "file:///a%25b",
	} {
		if got := slashURI(path); got != uri {
			t.Errorf("%q: %q, want %q", path, got, uri)
		}
		if back, ok := slashPath(uri, path[0] != '/' || path[1] == '/'); !ok || back != path {
			t.Errorf("%q comes back as %q", path, back)
		}
	}
}
