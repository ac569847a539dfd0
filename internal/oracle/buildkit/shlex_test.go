package buildkit

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/google/shlex"

	"github.com/flylint/flylint/parsers/shell"
)

// FuzzSplit holds shell.Split against the splitter that flyctl uses for
// release_command and [processes].
func FuzzSplit(f *testing.F) {
	for _, s := range []string{
		``, `/app/bin/migrate`, `sh -c 'a && b "c"'`, `a\ b "c\"d\n" 'e\f'`, `""  ''x`, "a # b\nc#d #", `a "open`, `a b\`, "a\r\n\tb", `#`, `a "b\`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for i := range len(s) {
			if s[i] >= 0x80 {
				return // shlex replaces what is not UTF-8
			}
		}
		want, wantErr := shlex.Split(s)
		words, err := shell.Split(s, 1)
		if (err == nil) != (wantErr == nil) || err != nil && err.Error() != wantErr.Error() {
			t.Errorf("error %v, shlex has %v", err, wantErr)
		}
		var got []string
		for _, w := range words {
			value, _ := w.Literal()
			got = append(got, value)
		}
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("(-shlex +flylint):\n%s", diff)
		}
	})
}
