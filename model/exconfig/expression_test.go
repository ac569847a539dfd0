package exconfig

import "testing"

// TestExpressions shows what an expression is worth where nothing is known of
// the environment. Semantics of known terms are the oracle's business.
func TestExpressions(t *testing.T) {
	tests := []struct{ name, src, want string }{
		// The environment.
		{"read", `System.get_env("A")`, `env(A)`},
		{"read with default", `System.get_env("A", "d")`, `(env(A) if A is set | "d" if A is not set)`},
		{"read or default", `System.get_env("A") || "d"`, `(env(A) if A is set | "d" if A is not set)`},
		{"read or another", `System.get_env("A") || System.get_env("B") || "d"`,
			`(env(A) if A is set | env(B) if A is not set and B is set | "d" if A is not set and B is not set)`},
		{"required", `System.fetch_env!("A")`, `env(A)`},
		{"required by raise", `System.get_env("A") || raise "no A"`, `env(A)`},
		{"fetched", `System.fetch_env("A")`, `({:ok, env(A)} if A is set | :error if A is not set)`},
		{"and", `System.get_env("A") && 1`, `(1 if A is set | nil if A is not set)`},
		{"whole environment", `System.get_env()["A"]`, `env(A)`},
		{"computed name", `System.get_env("A" <> to_string(1))`, `env(A1)`},
		{"twice the same", `{System.get_env("A") || 1, System.get_env("A") || 2}`,
			`{(env(A) if A is set | 1 if A is not set), (env(A) if A is set | 2 if A is not set)}`},

		// Tests of a variable become guards.
		{"flag", `if System.get_env("A"), do: 1, else: 2`, `(1 if A is set | 2 if A is not set)`},
		{"equal", `System.get_env("A") == "x"`, `(true if A == "x" | false if A != "x")`},
		{"unequal", `System.get_env("A") != "x"`, `(true if A != "x" | false if A == "x")`},
		{"one of", `System.get_env("A") in ~w(true 1)`, `(true if A in ["true", "1"] | false if A not in ["true", "1"])`},
		{"one of or absent", `System.get_env("A") in [nil, "0"]`,
			`(true if A == "0" | false if A is set and A != "0" | true if A is not set)`},
		{"flag with default", `System.get_env("A", "false") == "true"`, `(true if A == "true" | false if A != "true")`},
		{"nil", `is_nil(System.get_env("A"))`, `(true if A is not set | false if A is set)`},
		{"not", `!System.get_env("A")`, `(false if A is set | true if A is not set)`},
		{"contradiction", `if System.get_env("A") == "x", do: System.get_env("A") == "y"`, `(false if A == "x" | nil if A != "x")`},
		{"implication", `if System.get_env("A") in ["x", "y"], do: System.get_env("A") && 1`,
			`(1 if A in ["x", "y"] | nil if A not in ["x", "y"])`},
		{"case", `case System.get_env("A") do nil -> 0; "x" -> 1; _ -> 2 end`,
			`(0 if A is not set | 1 if A == "x" | 2 if A is set and A != "x")`},
		{"case with raise", `case System.get_env("A") do nil -> raise "no"; v -> v end`, `env(A)`},

		// Branches.
		{"equal branches are one", `if System.get_env("A"), do: [:x], else: [:x]`, `[:x]`},
		{"no else", `if System.get_env("A"), do: 1`, `(1 if A is set | nil if A is not set)`},
		{"nested", `if System.get_env("A"), do: (if System.get_env("B"), do: 1, else: 2), else: 2`,
			`(1 if A is set and B is set | 2 if A is set and B is not set | 2 if A is not set)`},
		{"decided by what is known", `if config_env() == :prod, do: 1, else: 2`, `1`},
		{"variables stay inside", "x = 1\nif System.get_env(\"A\") do\n x = 2\nend\n;x", `1`},
		{"bound by a condition", "if a = System.get_env(\"A\") do\n a\nend\n;a", `env(A)`},
		{"choice through a function", `(System.get_env("A") && 1 || 2) + 1`, `(2 if A is set | 3 if A is not set)`},
		{"choice in a list", `[System.get_env("A") || "d", :x]`, `[(env(A) if A is set | "d" if A is not set), :x]`},
		{"list plus choice", "m = if System.get_env(\"A\") in ~w(true 1), do: [:inet6], else: []\n;m ++ [:keepalive]",
			`([:inet6, :keepalive] if A in ["true", "1"] | [:keepalive] if A not in ["true", "1"])`},
		{"filter by what is not known", `Enum.filter(["A", "B"], &System.get_env/1)`,
			`(["A", "B"] if A is set and B is set | ["A"] if A is set and B is not set | ["B"] if A is not set and B is set | [] if A is not set and B is not set)`},

		{"first that is set", `Enum.find_value(["A", "B"], &System.get_env/1)`,
			`(env(A) if A is set | env(B) if A is not set and B is set | nil if A is not set and B is not set)`},
		{"any", `Enum.any?(["A", "B"], &System.get_env/1)`, `(true if A is set | true if A is not set and B is set | false if A is not set and B is not set)`},
		{"all", `Enum.all?(["A", "B"], &System.get_env/1)`, `(true if A is set and B is set | false if A is set and B is not set | false if A is not set)`},
		{"loop with a filter", `for {k, n} <- [a: "A", b: 1], v = is_integer(n) || System.get_env(n), do: {k, v}`,
			`([a: env(A), b: true] if A is set | [b: true] if A is not set)`},
		{"loop with a pattern", `for x when is_binary(x) <- [System.get_env("A"), "b"], do: x`, `([env(A), "b"] if A is set | ["b"] if A is not set)`},
		{"loop that counts", `for v <- [System.get_env("A"), 1], v != nil, reduce: 0 do n -> n + 1 end`, `(2 if A is set | 1 if A is not set)`},

		// Conversions keep what is known of the content.
		{"integer", `String.to_integer(System.get_env("A") || "10")`, `(env(A) if A is set | 10 if A is not set)`},
		{"atom", `String.to_atom(System.fetch_env!("A"))`, `env(A)`},
		{"interpolated alone", `"#{System.fetch_env!("A")}"`, `env(A)`},
		{"interpolated", `"x#{System.get_env("A")}"`, `opaque("x#{System.get_env("A")}")`},
		{"still a string", `("x" <> System.fetch_env!("A")) || 1`, `opaque("x" <> System.fetch_env!("A"))`},
		{"never nil", `is_nil("x" <> System.fetch_env!("A"))`, `false`},

		// What is not known spoils its place only.
		{"unknown function", `[Foo.bar(1), :x]`, `[opaque(Foo.bar(1)), :x]`},
		{"described", `Foo.bar(:a, "b", [1], c: {1.5, nil}, d: -x["k"])`, `opaque(Foo.bar(:a, "b", [1], c: {1.5, nil}, d: -x["k"]))`},
		{"described in brief", `Foo.bar("` + "a long text " + `", fn x -> x end, %{a: 1}, ~D[2026-01-01], [1, 2, 3], &(&1 + 1), "a#{x}", 77, 78)`,
			`opaque(Foo.bar("a long text ", fn … end, %{…}, ~D[…], [1, 2, 3], &(&1 + 1), …, …, …))`},
		{"unknown condition", `if Foo.bar?(), do: 1, else: 2`, `(1 if Foo.bar?() | 2 if not (Foo.bar?()))`},
		{"the same unknown twice", "x = Foo.bar()\n;(if x, do: (if x, do: 1, else: 2), else: 3)",
			`(1 if Foo.bar() | 3 if not (Foo.bar()))`},
		{"unknown in a pattern", `case Foo.bar() do {:ok, x} -> x; _ -> 0 end`,
			`(opaque(x) if {:ok, x} = opaque(Foo.bar()) | 0 if not ({:ok, x} = opaque(Foo.bar())))`},
		{"unbound variable", `nowhere`, `opaque(nowhere)`},

		// Exceptions.
		{"raise", `raise "boom"`, `raise("boom")`},
		{"raise in a list", `[1, raise "boom"]`, `raise("boom")`},
		{"bad argument", `String.to_integer("8O80")`, `raise("not a textual representation of an integer: \"8O80\"")`},
		{"rescued", `try do raise "boom" rescue _ -> :saved end`, `:saved`},
		{"rescued where it raises", `try do String.to_integer(System.fetch_env!("A")) rescue _ -> 0 end`,
			`(env(A) if A is an integer | 0 if A is not an integer)`},

		// Dotenvy.
		{"dotenvy", `Dotenvy.env!("A", :integer)`, `env(A)`},
		{"dotenvy default", `Dotenvy.env!("A", :string, "d")`, `(env(A) if A is set | "d" if A is not set)`},
		{"dotenvy flag", `Dotenvy.env!("A", :boolean, false)`, `(opaque(Dotenvy.env!("A", :boolean, false)) if A is set | false if A is not set)`},

		// Masks.
		{"password in a URL", `"ecto://user:hunter2@db/app"`, `"ecto://user:*******@db/app"`},
		{"secret key", `[secret_key_base: "not so short"]`, `[secret_key_base: "************"]`},
		{"long token", `"Zm9vYmFyYmF6cXV4MTIzNDU2Nzg5MGFiY2RlZg=="`, `"****************************************"`},
		{"ordinary text", `"Some ordinary sentence that is long enough to look at twice."`,
			`"Some ordinary sentence that is long enough to look at twice."`},
		{"module list", `[{Oban.Plugins.Cron, a: 1}, Oban.Plugins.Pruner]`, `[{Oban.Plugins.Cron, [a: 1]}, Oban.Plugins.Pruner]`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := expression(t, test.src, nil); got != test.want {
				t.Errorf("%s\n got %s\nwant %s", test.src, got, test.want)
			}
		})
	}
}

// TestKnownEnvironment shows how the states of a variable decide.
func TestKnownEnvironment(t *testing.T) {
	tests := []struct{ state, src, want string }{
		{"x", `System.get_env("A") || "d"`, `"x"`},
		{"", `System.get_env("A") || "d"`, `""`},
		{"-", `System.get_env("A") || "d"`, `"d"`},
		{"!", `System.get_env("A") || "d"`, `secret(A)`},
		{"?", `System.get_env("A") || "d"`, `(env(A) if A is set | "d" if A is not set)`},
		{"!", `System.get_env("A") == "x"`, `(true if A == "x" | false if A != "x")`},
		{"!", `System.get_env("A") == nil`, `false`},
		{"!", `String.to_integer(System.get_env("A"))`, `secret(A)`},
		{"8080", `String.to_integer(System.get_env("A"))`, `8080`},
		{"-", `System.fetch_env!("A")`, `raise("could not fetch environment variable \"A\" because it is not set")`},
		{"x", `Dotenvy.env!("A", :string)`, `"x"`},
		{"0", `Dotenvy.env!("A", :boolean)`, `false`},
		{"", `Dotenvy.env!("A", :integer?, 3)`, `nil`},
		{"7", `Dotenvy.env!("A", :integer, 3)`, `7`},
		{"-", `Dotenvy.env!("A", :integer, 3)`, `3`},
		{"a,b", `Dotenvy.env!("A", &String.split(&1, ","))`, `["a", "b"]`},
		{"", `Dotenvy.env!("A", :integer)`, `0`},
		{"7abc", `Dotenvy.env!("A", :integer)`, `7`},
		{"-7.5", `Dotenvy.env!("A", :integer!)`, `-7`},
		{" 7", `Dotenvy.env!("A", :integer)`, `raise("Unparsable as integer")`},
		{"1.5x", `Dotenvy.env!("A", :float)`, `1.5`},
		{"", `Dotenvy.env!("A", :float)`, `0`},
		{"FaLsE", `Dotenvy.env!("A", :boolean!)`, `false`},
		{"no", `Dotenvy.env!("A", :boolean)`, `true`},
		{"", `Dotenvy.env!("A", :boolean?)`, `nil`},
		{"", `Dotenvy.env!("A", :string!)`, `raise("the variable is empty")`},
		{"", `Dotenvy.env!("A", :charlist?)`, `nil`},
		{":info", `Dotenvy.env!("A", :atom)`, `:info`},
		{"String", `Dotenvy.env!("A", :module!)`, `String`},
		{"-", `Dotenvy.env!("A")`, `raise("Environment variable A not set")`},
	}
	for _, test := range tests {
		if got := expression(t, test.src, vars{"A": test.state}); got != test.want {
			t.Errorf("%s with A %q\n got %s\nwant %s", test.src, test.state, got, test.want)
		}
	}
}
