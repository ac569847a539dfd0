package lsp_test

import (
	"encoding/json"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
)

// TestStormEqualsFreshStart makes many edits of three buffers, which break and
// mend them, in both ways to send an edit. At the end, when all of them parse
// again, the client must hold what it would hold had it opened the last texts.
func TestStormEqualsFreshStart(t *testing.T) {
	files := []string{"fly.toml", "config/runtime.exs", "lib/still_water/application.ex"}
	found := 0
	for seed := range uint64(6) {
		r := rand.New(rand.NewPCG(seed, 7))
		e := start(t, project(t), pushing())
		texts := map[string]string{}
		for _, name := range files {
			texts[name] = e.read(name)
			e.open(name)
		}
		for range 150 {
			name := files[r.IntN(len(files))]
			e.edit(name, gust(r, texts, name))
		}
		final := endings()[seed%uint64(len(endings()))]
		for _, name := range files {
			texts[name] = final(e.read(name))
			e.edit(name, whole(texts[name]))
		}
		e.settled()
		fresh := start(t, project(t), pushing())
		for _, name := range files {
			fresh.openAs(name, texts[name])
		}
		fresh.settled()
		found += len(fresh.holds())
		if diff := cmp.Diff(fresh.holds(), e.holds()); diff != "" {
			t.Errorf("seed %d: after the storm (-fresh +storm):\n%s", seed, diff)
		}
	}
	if found < 3 {
		t.Errorf("only %d of the endings have findings: the test shows little", found)
	}
}

// endings are the texts a storm ends with: sound ones, with and without faults.
func endings() []func(string) string {
	return []func(string) string{
		func(text string) string { return text },
		func(text string) string { return strings.Replace(text, "8080", "4000", 1) },
		func(text string) string { return strings.ReplaceAll(text, "\n", "\r\n") },
		func(text string) string { return strings.Replace(text, "[:inet6]", "[:keepalive]", 1) },
		func(text string) string { return strings.Replace(text, "force_https", "force_httpz", 1) },
		func(text string) string { return "# 🎈 é\n" + strings.Replace(text, "\"8080\"", "\"4001\"", 1) },
	}
}

// gust is one random edit; it keeps texts as the client has them.
func gust(r *rand.Rand, texts map[string]string, name string) m {
	text := []rune(texts[name])
	from := r.IntN(len(text) + 1)
	to := min(len(text), from+r.IntN(20))
	pieces := []string{"", "\n", "[", "\"", "= 1\n", "🎈", "\r\n", "end\n", "[[services]]\n", "#", "do\n", "é"}
	piece := pieces[r.IntN(len(pieces))]
	before, after := string(text[:from]), string(text[to:])
	texts[name] = before + piece + after
	if r.IntN(5) == 0 {
		return whole(texts[name])
	}
	l1, c1 := place(before)
	l2, c2 := place(string(text[:to]))
	if strings.HasSuffix(before, "\r") && strings.HasPrefix(string(text[from:]), "\n") || strings.HasSuffix(string(text[:to]), "\r") && strings.HasPrefix(after, "\n") {
		return whole(texts[name]) // no editor puts a cursor into the middle of a line's end
	}
	return change(l1, c1, l2, c2, piece)
}

// place is the position behind a text.
func place(before string) (line, character int) {
	before = strings.ReplaceAll(strings.ReplaceAll(before, "\r\n", "\n"), "\r", "\n")
	last := before[strings.LastIndexByte(before, '\n')+1:]
	return strings.Count(before, "\n"), len(utf16.Encode([]rune(last)))
}

// holds is every diagnostic the client has, by file.
func (e *editor) holds() map[string]string {
	e.mu.Lock()
	defer e.mu.Unlock()
	out := map[string]string{}
	for name, p := range e.published {
		if len(p.Diagnostics) > 0 {
			text, _ := json.MarshalIndent(p.Diagnostics, "", " ")
			out[name] = strings.ReplaceAll(string(text), e.dir, "")
		}
	}
	return out
}
