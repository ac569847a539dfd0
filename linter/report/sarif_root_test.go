package report

import (
	"testing"

	"github.com/flylint/flylint/linter"
)

func TestSARIFAddresses(t *testing.T) {
	for _, c := range []struct {
		name, dir, prefix string
		files             []string
		base              string // as SARIF says it
		want              []string
	}{
		{"where it was started", "/srv/app", "", []string{"fly.toml", "config/runtime.exs"}, "file:///srv/app/", []string{"fly.toml", "config/runtime.exs"}},
		{"a file outside moves the base", "/srv/umbrella/app", "", []string{"fly.toml", "../../mix.exs"}, "file:///srv/", []string{"umbrella/app/fly.toml", "mix.exs"}},
		{"below a checkout", "/ws/repo/apps/web", "apps/web", []string{"fly.toml", "../../mix.exs"}, "file:///ws/repo/", []string{"apps/web/fly.toml", "mix.exs"}},
		{"outside of everything", "/a", "", []string{"../../../x"}, "file:///", []string{"../../x"}},
		{"on Windows", "C:/my app", "", []string{"fly.toml"}, "file:///C:/my%20app/", []string{"fly.toml"}},
		{"unknown", "", "app", []string{"a b#?.toml", "a:b"}, "", []string{"app/a%20b%23%3F.toml", "app/a:b"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			result := &linter.Result{}
			for _, file := range c.files {
				result.Findings = append(result.Findings, &linter.Finding{File: file})
			}
			r := newSARIFRoot(Options{Dir: c.dir, Prefix: c.prefix}, result)
			if got := r.bases()[sarifBase].URI; got != c.base {
				t.Errorf("the base is %q, want %q", got, c.base)
			}
			for i, file := range c.files {
				if got := r.location(file).URI; got != c.want[i] {
					t.Errorf("%s is %q, want %q", file, got, c.want[i])
				}
			}
		})
	}
}
