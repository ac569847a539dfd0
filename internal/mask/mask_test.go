package mask

import "testing"

func TestText(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{`DATABASE_URL = "ecto://ada:s3cr3t@db.internal/app"`, `DATABASE_URL = "ecto://ada:******@db.internal/app"`},
		{`url: "postgres://ada:#{password}@db/app"`, `url: "postgres://ada:#{password}@db/app"`},
		{`SECRET_KEY_BASE = "abcdefghijklmnop"`, `SECRET_KEY_BASE = "****************"`},
		{`export RELEASE_COOKIE=abcdefghijkl`, `export RELEASE_COOKIE=************`},
		{`secret_key_base: System.fetch_env!("SECRET_KEY_BASE")`, `secret_key_base: System.fetch_env!("SECRET_KEY_BASE")`},
		{`AWS_ACCESS_KEY_ID = "AKIA0000000000"`, `AWS_ACCESS_KEY_ID = "AKIA0000000000"`},
		{`password: "postgres",`, `password: "postgres",`},
		{`url = "https://example.com/a:b@c"`, `url = "https://example.com/a:b@c"`},
		{`two://a:b@c two://d:ef@g`, `two://a:*@c two://d:**@g`},
		{`DEPLOY = "ghp_not0a0real0token0" # mine`, `DEPLOY = "*********************" # mine`},
		{`prefix = "ghp_"`, `prefix = "ghp_"`},
		{`ANY = "-----BEGIN PRIVATE KEY-----\nabc"`, `ANY = "-----BEGIN PRIVATE KEY-----*****"`},
	} {
		if got := Text(c.in); got != c.want {
			t.Errorf("Text(%q)\n got %q\nwant %q", c.in, got, c.want)
		}
	}
}

func TestValue(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"PORT", "8080", "8080"},
		{"STRIPE_SECRET", "sk_live_000000", "**************"},
		{"DATABASE_URL", "ecto://u:pw@h/d", "ecto://u:**@h/d"},
		{"SECRET_KEY_BASE", "$OTHER", "$OTHER"},
	} {
		if got := Value(c.name, c.in); got != c.want {
			t.Errorf("Value(%s, %q) = %q, want %q", c.name, c.in, got, c.want)
		}
	}
}

func TestLiteral(t *testing.T) {
	for in, want := range map[string]string{
		"kQ7xZp2mVt9LrB4nYw6sHd8jFc3gTa5e":     "********************************",
		"ecto://u:pw@h/d":                      "ecto://u:**@h/d",
		"application/x-www-form-urlencoded123": "application/x-www-form-urlencoded123",
		"example.com":                          "example.com",
	} {
		if got := Literal(in); got != want {
			t.Errorf("Literal(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzText(f *testing.F) {
	f.Add(`a://b:c@d KEY="x"`)
	f.Fuzz(func(t *testing.T, s string) {
		if got := Text(s); len(got) != len(s) {
			t.Errorf("Text(%q) has %d bytes, want %d", s, len(got), len(s))
		}
	})
}
