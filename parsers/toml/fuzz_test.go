package toml

import (
	"errors"
	"strings"
	"testing"
	"time"
)

// FuzzParse feeds the parser anything. Whatever it is, the tree is sound and
// gives back its text; and where BurntSushi/toml accepts the text we find no
// syntax error in it and, unless we report a clash, read the same values.
func FuzzParse(f *testing.F) {
	for _, dir := range []string{"valid", "invalid"} {
		for _, src := range suiteFiles(f, dir) {
			f.Add(src)
		}
	}
	for _, c := range recoveries() {
		f.Add(c.src)
	}
	f.Add(flyToml)
	f.Fuzz(func(t *testing.T, src string) {
		start := time.Now()
		doc, file := parse(src)
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("%d bytes took %v", len(src), took)
		}
		checkTree(t, doc, file, src)
		want, err := decodeSafely(src)
		if err != nil {
			if len(doc.Errors) == 0 && !oracleOnlyRejects(err) {
				t.Errorf("no error, BurntSushi/toml says: %v\n%q", err, src)
			}
			return
		}
		p := newParser(1, src)
		if p.document(); len(p.doc.Errors) > 0 && !oracleOnlyAccepts(src) {
			t.Errorf("BurntSushi/toml accepts %q, we say: %q", src, messages(p.doc))
		}
		if len(doc.Errors) > 0 {
			return
		}
		if d := diff(want, toGo(doc.Root)); d != "" {
			t.Errorf("%q: (-BurntSushi +ours)\n%s", src, d)
		}
	})
}

// decodeSafely turns a panic of the oracle into an error.
func decodeSafely(src string) (m map[string]any, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = oraclePanic{r}
		}
	}()
	return decode(src)
}

type oraclePanic struct{ value any }

func (oraclePanic) Error() string { return "the oracle panicked" }

// oracleOnlyAccepts are the faults we report and BurntSushi/toml does not see.
func oracleOnlyAccepts(src string) bool {
	return utf16(src) || strings.Contains(src, ":60") || strings.Contains(src, "24:") // an offset of 24 hours or 60 minutes
}

// oracleOnlyRejects are valid texts that BurntSushi/toml does not read.
func oracleOnlyRejects(err error) bool {
	return errors.As(err, &oraclePanic{}) || strings.Contains(err.Error(), "NULL bytes")
}
