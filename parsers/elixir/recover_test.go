package elixir

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// configFiles reads our own config files, and those below FLYLINT_CORPUS.
func configFiles(t testing.TB) (texts []string) {
	t.Helper()
	paths := sources(t, filepath.Join("testdata", "config"))
	if dir := os.Getenv("FLYLINT_CORPUS"); dir != "" {
		for _, path := range sources(t, dir) {
			if strings.Contains(path, "/config/") && strings.HasSuffix(path, ".exs") {
				paths = append(paths, path)
			}
		}
	}
	for _, path := range paths {
		src, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if f := parse(string(src)); len(f.Errors) == 0 && len(configCalls(f)) > 0 {
			texts = append(texts, string(src))
		}
	}
	return texts
}

// configCall is a call of config: where it is, and the key path it sets.
type configCall struct {
	offset int
	path   string
}

// configCalls lists the calls of config in a file.
func configCalls(f *File) (calls []configCall) {
	f.Walk(func(n Node) bool {
		c, ok := n.(*Call)
		if !ok || c.Target != nil || c.Name != "config" || len(c.Args) < 2 {
			return true
		}
		path := source(f, c.Args[0])
		if len(c.Args) > 2 {
			path += " " + source(f, c.Args[1])
		}
		calls = append(calls, configCall{int(c.NamePos - f.From), path})
		return true
	})
	return calls
}

// fault is a change of a file: src[from:to] becomes text.
type fault struct {
	from, to int
	text     string
}

func (f fault) apply(src string) string { return src[:f.from] + f.text + src[f.to:] }

// randomFault deletes a token, inserts one, or deletes a byte.
func randomFault(src string, rng *rand.Rand) fault {
	spans := tokenSpans(src)
	s := spans[rng.IntN(len(spans))]
	switch rng.IntN(3) {
	case 0:
		return fault{s.start, s.end, ""}
	case 1:
		words := strings.Fields(`( ) [ ] { } %{ << >> , . : :: => -> = | || && + ++ <> / & @ ! " ' """ ~w( #{ do end fn else when in not 1 x X x: :x nil "x"`)
		return fault{s.start, s.start, words[rng.IntN(len(words))] + " "}
	}
	i := rng.IntN(len(src))
	return fault{i, i + 1, ""}
}

// survivors counts the calls of config behind a fault, and those of them that
// are still in the tree of the faulty file with the same path.
func survivors(src string, f fault) (after, survived int, tree *File, lost []configCall) {
	text := f.apply(src)
	tree = parse(text)
	found := map[configCall]bool{}
	for _, c := range configCalls(tree) {
		found[c] = true
	}
	for _, c := range configCalls(parse(src)) {
		if c.offset < f.to || onSameLine(src, f.to, c.offset) {
			continue
		}
		after++
		c.offset += len(f.text) - (f.to - f.from)
		if found[c] {
			survived++
		} else {
			lost = append(lost, c)
		}
	}
	return after, survived, tree, lost
}

func onSameLine(src string, a, b int) bool { return !strings.Contains(src[min(a, b):max(a, b)], "\n") }

// TestRecovery measures how many calls of config survive one fault before them.
func TestRecovery(t *testing.T) {
	const seed, each = 11, 200
	rng := rand.New(rand.NewPCG(seed, seed))
	texts := configFiles(t)
	var faults, after, survived, errors, single int
	for range max(each*min(len(texts), 20), 600) {
		src := texts[rng.IntN(len(texts))]
		f := randomFault(src, rng)
		a, s, tree, lost := survivors(src, f)
		if len(tree.Errors) == 0 {
			continue // still Elixir, only another program
		}
		faults++
		after += a
		survived += s
		errors += len(tree.Errors)
		if len(tree.Errors) == 1 {
			single++
		}
		if len(lost) > 0 && testing.Verbose() {
			t.Logf("lost %d of %d: %s\n%v", len(lost), a, around(f.apply(src), f.from), messages(tree))
		}
	}
	share := 100 * float64(survived) / float64(after)
	t.Logf("faults %d, config calls behind them %d, survived %d (%.2f %%); errors a fault %.2f, exactly one for %.1f %%",
		faults, after, survived, share, float64(errors)/float64(faults), 100*float64(single)/float64(faults))
	if share < 95 {
		t.Errorf("%.2f %% survived, want 95 %%", share)
	}
	if single*100 < 90*faults {
		t.Errorf("one error for %d of %d faults, want 90 %%", single, faults)
	}
}

// TestCutFiles checks that what stands before the place a file was cut at
// survives.
func TestCutFiles(t *testing.T) {
	for _, src := range configFiles(t)[:3] {
		calls := configCalls(parse(src))
		for cut := range len(src) {
			text := src[:cut]
			var got []configCall
			tree := parse(text)
			got = configCalls(tree)
			if len(tree.Errors) > 1 {
				t.Errorf("%d errors in a file cut at %s: %v", len(tree.Errors), around(src, cut), messages(tree))
			}
			for i, c := range calls {
				if i+1 < len(calls) && calls[i+1].offset < cut && (i >= len(got) || got[i] != c) {
					t.Errorf("cut at %s: %v is lost", around(src, cut), c)
				}
			}
		}
	}
}

func messages(f *File) (out []string) {
	for _, e := range f.Errors {
		out = append(out, fmt.Sprintf("%d %s", e.From-f.From, e.Message))
	}
	return out
}

// around is the text around an offset, with a mark at it.
func around(src string, i int) string {
	i = min(i, len(src))
	return fmt.Sprintf("%q", src[max(0, i-60):i]+"⏵"+src[i:min(len(src), i+60)])
}
