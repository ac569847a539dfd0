package model

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParseSecrets(t *testing.T) {
	s, err := ParseSecrets([]byte(`[
		{"name": "SECRET_KEY_BASE", "digest": "8f14e45fceea167a", "status": "Deployed"},
		{"Name": "DATABASE_URL", "Digest": "45c48cce2e2d7fbd", "Status": "Staged", "CreatedAt": "2026-01-02T03:04:05Z"},
		{"name": "POOL", "digest": "c9f0f895fb98ab91", "status": "partial"},
		{"name": "OLD", "digest": "c4ca4238a0b92382", "scopes": ["app"]}
	]`))
	if err != nil {
		t.Fatal(err)
	}
	want := []Secret{
		{"DATABASE_URL", "45c48cce2e2d7fbd", SecretStaged},
		{"OLD", "c4ca4238a0b92382", SecretUnknown},
		{"POOL", "c9f0f895fb98ab91", SecretPartial},
		{"SECRET_KEY_BASE", "8f14e45fceea167a", SecretDeployed},
	}
	if diff := cmp.Diff(want, s.All()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got, found := s.Lookup("POOL"); !found || got.Status.String() != "Partial" {
		t.Errorf("POOL: %v, %v", got, found)
	}
	if _, found := s.Lookup("PORT"); found {
		t.Error("a secret that is not in the list was found")
	}
}

func TestParseSecretsEmpty(t *testing.T) {
	for _, text := range []string{"[]", "null"} {
		if s, err := ParseSecrets([]byte(text)); err != nil || len(s.All()) != 0 {
			t.Errorf("%s: %v, %v", text, s, err)
		}
	}
}

func TestParseSecretsRefuses(t *testing.T) {
	for _, tc := range []struct {
		name, text string
		want       error
	}{
		{"a value beside the name", `[{"name": "A", "value": "hunter2"}]`, ErrSecretValues},
		{"a value under another word", `[{"Name": "A", "PlainText": "hunter2"}]`, ErrSecretValues},
		{"names with values", `{"DATABASE_URL": "ecto://hunter2@db/app"}`, ErrSecretValues},
		{"dotenv", "# prod\nexport A=hunter2\nB=2\n", ErrSecretValues},
		{"a list of assignments", `["A=hunter2"]`, ErrSecretValues},
		{"the table for people", "NAME\tDIGEST\tCREATED AT\nA\tabc\t1m ago\n", ErrNotSecretsList},
		{"entries without names", `[{"digest": "abc"}]`, ErrNotSecretsList},
		{"nothing", ``, ErrNotSecretsList},
	} {
		t.Run(tc.name, func(t *testing.T) {
			_, err := ParseSecrets([]byte(tc.text))
			if !errors.Is(err, tc.want) {
				t.Fatalf("got error %v, want %v", err, tc.want)
			}
			if strings.Contains(err.Error(), "hunter2") {
				t.Errorf("the error tells the secret: %v", err)
			}
		})
	}
}
