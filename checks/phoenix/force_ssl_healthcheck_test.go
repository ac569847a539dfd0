package phoenix

import (
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flylint/flylint/internal/casetest"
	"github.com/flylint/flylint/linter"
)

// TestExcludePath makes the second fix of a case, which a run never chooses
// where the first is safe.
func TestExcludePath(t *testing.T) {
	cases, err := casetest.Load(filepath.Join("testdata", "force-ssl-healthcheck"))
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		"bad": `config :lamplight, LamplightWeb.Endpoint, force_ssl: [rewrite_on: [:x_forwarded_proto], exclude: [paths: ["/health"]]]`,
		"bad-misplaced-exclude": `config :lamplight, LamplightWeb.Endpoint,
  force_ssl: [rewrite_on: [:x_forwarded_proto], exclude: [paths: ["/health"], hosts: ["localhost", "127.0.0.1"]]]`,
		"bad-misplaced-hosts": `config :lamplight, LamplightWeb.Endpoint,
  force_ssl: [rewrite_on: [:x_forwarded_proto], exclude: [paths: ["/health"], hosts: ["localhost", "127.0.0.1"]]]`,
	}
	for _, c := range cases {
		text, wanted := want[c.Name]
		if !wanted {
			continue
		}
		delete(want, c.Name)
		t.Run(c.Name, func(t *testing.T) {
			result, err := c.Run([]*linter.Check{ForceSSLHealthcheck()})
			if err != nil || len(result.Findings) != 1 || len(result.Findings[0].Fixes) != 2 {
				t.Fatalf("%+v, %v", result.Findings, err)
			}
			f := result.Findings[0]
			f.Fixes = f.Fixes[1:]
			texts := map[string][]byte{}
			for _, file := range c.Files {
				texts[file.Name] = file.Data
			}
			got := string(linter.Apply(result.Findings, texts, true)["config/prod.exs"])
			if diff := cmp.Diff("import Config\n\n"+text+"\n\nconfig :logger, level: :info\n", got); diff != "" {
				t.Errorf("prod.exs (-want +got):\n%s", diff)
			}
		})
	}
	if len(want) > 0 {
		t.Errorf("there are no such cases: %v", want)
	}
}
