package shell

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSplit(t *testing.T) {
	for _, c := range []struct {
		src  string
		want []string
		err  error
	}{
		{src: ``},
		{src: " \t\n"},
		{src: `/app/bin/migrate`, want: []string{"/app/bin/migrate"}},
		{src: `/app/bin/herons eval "Herons.Release.migrate"`, want: []string{"/app/bin/herons", "eval", "Herons.Release.migrate"}},
		{src: `sh -c 'a && b "c"'`, want: []string{"sh", "-c", `a && b "c"`}},
		{src: `a && b > c $HOME`, want: []string{"a", "&&", "b", ">", "c", "$HOME"}},
		{src: `a\ b "c\"d\n" 'e\f'`, want: []string{"a b", `c"dn`, `e\f`}},
		{src: `""  ''x`, want: []string{"", "x"}},
		{src: "a # b\nc#d", want: []string{"a", "c#d"}},
		{src: "a # b", want: []string{"a"}},
		{src: `é"ü"\ñ`, want: []string{"éüñ"}},
		{src: `a "open`, want: []string{"a"}, err: errOpenQuote},
		{src: `a 'open`, want: []string{"a"}, err: errOpenQuote},
		{src: `a b\`, want: []string{"a"}, err: errOpenEscape},
		{src: `a "b\`, want: []string{"a"}, err: errOpenEscape},
	} {
		t.Run(c.src, func(t *testing.T) {
			words, err := Split(c.src, 100)
			if !errors.Is(err, c.err) {
				t.Errorf("error %v, want %v", err, c.err)
			}
			var got []string
			for _, w := range words {
				value, _ := w.Literal()
				got = append(got, value)
				if at := c.src[w.From-100 : w.To-100]; at != w.Raw {
					t.Errorf("range holds %q, Raw is %q", at, w.Raw)
				}
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
