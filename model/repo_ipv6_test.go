package model

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flylint/flylint/model/exconfig"
)

func TestRepoIPv6(t *testing.T) {
	tests := []struct{ name, value, env, want string }{
		{"literal", "[:inet6]", "", "always, gate none"},
		{"other options", "[:inet, keepalive: true]", "", "never, gate none"},
		{"gate", `if(System.get_env("ECTO_IPV6") in ~w(true 1), do: [:inet6], else: [])`, "", `maybe, gate ECTO_IPV6 in ["true", "1"] passes true`},
		{"gate that is open", `if(System.get_env("ECTO_IPV6") in ~w(true 1), do: [:inet6], else: [])`, `ECTO_IPV6 = "1"`, `always, gate ECTO_IPV6 in ["true", "1"] passes true`},
		{"gate that is shut", `if(System.get_env("ECTO_IPV6") in ~w(yes 1), do: [:inet6], else: [])`, `ECTO_IPV6 = "true"`, `never, gate ECTO_IPV6 in ["yes", "1"] passes yes`},
		{"gate for presence", `if(System.get_env("ECTO_IPV6"), do: [:inet6, keepalive: true], else: [])`, `ECTO_IPV6 = "false"`, `always, gate ECTO_IPV6 is set passes true`},
		{"gate the other way", `if(System.get_env("ECTO_IPV4"), do: [], else: [:inet6])`, "", `maybe, gate ECTO_IPV4 is not set`},
		{"unreadable", `Enum.shuffle([:inet6])`, "", "never, gate none, not known"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d, repos := loadRepos(t, fmt.Sprintf(`
-- fly.toml --
[env]
%s
-- config/runtime.exs --
import Config
config :lamplight, Lamplight.Repo, socket_options: %s
-- lib/repo.ex --
defmodule Lamplight.Repo do
  use Ecto.Repo, otp_app: :lamplight, adapter: Ecto.Adapters.Postgres
end
`, tt.env, tt.value))
			effective, known := repos[0].IPv6()
			got := [...]string{exconfig.Maybe: "maybe", exconfig.Always: "always", exconfig.Never: "never"}[effective] + ", gate "
			if gate := d.IPv6Gate(repos[0]); gate != nil {
				got += gate.String()
				if text := Passes(gate); text != "" {
					got += " passes " + text
				}
			} else {
				got += "none"
			}
			if !known {
				got += ", not known"
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("IPv6 (-want +got):\n%s", diff)
			}
		})
	}
}
