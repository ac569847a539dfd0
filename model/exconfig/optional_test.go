package exconfig

import "testing"

func TestOptional(t *testing.T) {
	for source, want := range map[string]string{
		`config :a, K, x: [y: 1]`:                                                          "",
		`if System.get_env("V") do config :a, K, x: [y: 1] end`:                            "V is set",
		`if System.get_env("V") do config :a, K, x: [y: [z: 1]] end`:                       "V is set",
		`if System.get_env("V") do config :a, K, x: [] end`:                                "?",
		`if System.get_env("V") do config :a, K, x: 1 end`:                                 "V is set",
		`config :a, K, x: if(System.get_env("V"), do: [y: 1], else: nil)`:                  "",
		"config :a, K, x: [y: 1]\nif System.get_env(\"V\") do config :a, K, x: [z: 1] end": "",
	} {
		v := runtime(t, "import Config\n"+source, nil).Get("a", "Elixir.K", "x")
		got := ""
		if v.Optional() {
			if got = v.SetWhen().String(); got == "" {
				got = "?"
			}
		}
		if got != want {
			t.Errorf("%s: optional when %q, want %q", source, got, want)
		}
	}
}
