package model

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flylint/flylint/internal/sourcetest"
	"github.com/flylint/flylint/model/source"
)

// repoProject is a project whose files an archive adds to.
const repoProject = `
-- fly.toml --
app = "lamplight"
-- mix.exs --
defmodule Lamplight.MixProject do
  use Mix.Project
  def project, do: [app: :lamplight, version: "1.0.0"]
  def application, do: [mod: {Lamplight.Application, []}]
end
`

// loadRepos reads the repositories of repoProject with more files.
func loadRepos(t *testing.T, archive string) (*Deployment, []*Repo) {
	t.Helper()
	d := Load(sourcetest.Load(t, repoProject+archive), source.Target{Config: "fly.toml", Dir: ".", AppDir: "."}, Known{})
	return d, d.Repos()
}

func TestRepoOptions(t *testing.T) {
	tests := []struct{ name, config, child, repo, want string }{
		{
			"configuration", `pool_size: 4, prepare: :unnamed`, "Lamplight.Repo", "",
			"[pool_size: 4, prepare: :unnamed]",
		}, {
			"options of use do not count", `pool_size: 4`, "Lamplight.Repo", "@other true",
			"[pool_size: 4]",
		}, {
			"child goes over configuration", `pool_size: 4, parameters: [a: "1"]`, `{Lamplight.Repo, pool_size: 9, parameters: []}`, "",
			"[pool_size: 9, parameters: []]",
		}, {
			"what the child computes", `pool_size: 4`, `{Lamplight.Repo, pool_size: size(), prepare: :named}`, "",
			"[pool_size: opaque(size), prepare: :named]",
		}, {
			"init has the last word", `pool_size: 4`, `{Lamplight.Repo, pool_size: 9}`,
			`def init(_type, config), do: {:ok, Keyword.merge(config, pool_size: 2, url: System.get_env("DATABASE_URL"))}`,
			"[pool_size: 2, url: env(DATABASE_URL)]",
		}, {
			"init asks the configuration", `pool_size: 4`, "Lamplight.Repo",
			`def init(_type, config), do: {:ok, [prepare: Application.get_env(:lamplight, :prepare)] ++ config}`,
			"[prepare: :unnamed, pool_size: 4]",
		}, {
			"init that cannot be read", `pool_size: 4`, "Lamplight.Repo",
			`def init(_type, config), do: Vault.configure(config)`,
			"[pool_size: 4] unread",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, repos := loadRepos(t, fmt.Sprintf(`
-- config/config.exs --
import Config
config :lamplight, prepare: :unnamed
config :lamplight, Lamplight.Repo, %s
-- lib/application.ex --
defmodule Lamplight.Application do
  def start(_, _), do: Supervisor.start_link([%s], strategy: :one_for_one)
end
-- lib/repo.ex --
defmodule Lamplight.Repo do
  use Ecto.Repo, otp_app: :lamplight, adapter: Ecto.Adapters.Postgres, timeout: 1
  %s
end
`, tt.config, tt.child, tt.repo))
			got := repos[0].Options.String()
			if repos[0].Unread {
				got += " unread"
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("options (-want +got):\n%s", diff)
			}
		})
	}
}

func TestRepoHosts(t *testing.T) {
	tests := []struct{ name, config, env, want string }{
		{"literal", `hostname: "Top1.Nearest.Of.lamplight-db.internal", port: 5433`, "", "top1.nearest.of.lamplight-db.internal:5433 on fly"},
		{"url", `url: "ecto://a:b@c@pgbouncer.abc.flympg.net/db"`, "", "pgbouncer.abc.flympg.net:0 on fly pooled"},
		{"url goes over hostname", `url: "ecto://db.example.com:6432/db", hostname: "x.flycast"`, "", "db.example.com:6432"},
		{"address in a url", `url: "ecto://u:p@[fdaa:0:1::3]:5432/db"`, "", "fdaa:0:1::3:5432 on fly bracketed"},
		{"address as hostname", `hostname: "[fdaa:0:1::3]"`, "", "fdaa:0:1::3:0 on fly bracketed"},
		{"other platforms", `hostname: "host.docker.internal"`, "", "host.docker.internal:0"},
		{"secret", `url: System.fetch_env!("DATABASE_URL")`, "", "others"},
		{"of the fly config", `url: System.fetch_env!("DATABASE_URL")`, `DATABASE_URL = "ecto://db.flycast/db"`, "db.flycast:0 by DATABASE_URL on fly"},
		{"default", `url: System.get_env("DATABASE_URL", "ecto://db.flycast/db")`, "", "db.flycast:0 if DATABASE_URL is not set on fly others"},
		{"nothing", `pool_size: 1`, "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, repos := loadRepos(t, fmt.Sprintf(`
-- fly.toml --
[env]
%s
-- config/runtime.exs --
import Config
config :lamplight, Lamplight.Repo, %s
-- lib/repo.ex --
defmodule Lamplight.Repo do
  use Ecto.Repo, otp_app: :lamplight, adapter: Ecto.Adapters.Postgres
end
`, tt.env, tt.config))
			if diff := cmp.Diff(tt.want, showHosts(repos[0])); diff != "" {
				t.Errorf("hosts (-want +got):\n%s", diff)
			}
		})
	}
}

// showHosts writes the hosts of a repository on one line.
func showHosts(r *Repo) string {
	var out []string
	hosts, all := r.Hosts()
	for _, h := range hosts {
		out = append(out, fmt.Sprintf("%s:%d", h.Name, h.Port))
		if h.Variable != "" {
			out = append(out, "by", h.Variable)
		}
		if len(h.When) > 0 {
			out = append(out, "if", h.When.String())
		}
		if h.OnFly() {
			out = append(out, "on fly")
		}
		if h.Pooled() {
			out = append(out, "pooled")
		}
		if h.Bracketed {
			out = append(out, "bracketed")
		}
	}
	if !all {
		out = append(out, "others")
	}
	return strings.Join(out, " ")
}

func TestPoolerSigns(t *testing.T) {
	tests := []struct{ name, config, want string }{
		{"none", `config :lamplight, Lamplight.Repo, url: System.fetch_env!("DATABASE_URL")`, ""},
		{"prepare", `config :lamplight, Lamplight.Repo, prepare: :unnamed`, "prepare: :unnamed"},
		{"host", `config :lamplight, Lamplight.Repo, hostname: "pgbouncer.abc.flympg.net"`, "pgbouncer.abc.flympg.net"},
		{"port", `config :lamplight, Lamplight.Repo, hostname: "db.example.com", port: 6543`, "port 6543"},
		{"port of a default for development", `config :lamplight, Lamplight.Repo, url: System.get_env("DATABASE_URL", "ecto://localhost:6432/lamplight")`, ""},
		{"port of a container", `config :lamplight, Lamplight.Repo, url: System.get_env("DATABASE_URL") || "ecto://db:6432/lamplight"`, ""},
		{"port of a default elsewhere", `config :lamplight, Lamplight.Repo, url: System.get_env("DATABASE_URL", "ecto://db.example.com:6432/lamplight")`, "port 6432"},
		{"port of a pooler in the image", `config :lamplight, Lamplight.Repo, url: "ecto://127.0.0.1:6432/lamplight"`, "port 6432"},
		{"direct url beside", `
config :lamplight, Lamplight.Repo, url: System.fetch_env!("DATABASE_URL")
config :lamplight, direct: System.get_env("DIRECT_DATABASE_URL")`, "DIRECT_DATABASE_URL beside DATABASE_URL"},
		{"message", `
config :lamplight, Lamplight.Repo, url: System.get_env("DATABASE_URL") || raise "DATABASE_URL is missing, like ecto://pgbouncer.ID.flympg.net/db"`,
			"pgbouncer.….flympg.net in the message for a missing DATABASE_URL"},
		{"sibling", `
config :lamplight, Lamplight.Repo, url: System.fetch_env!("DATABASE_URL")
config :lamplight, Lamplight.Jobs, url: System.fetch_env!("DATABASE_URL"), prepare: :unnamed`, "prepare: :unnamed of Lamplight.Jobs"},
		{"sibling on another server", `
config :lamplight, Lamplight.Repo, url: System.fetch_env!("DATABASE_URL")
config :lamplight, Lamplight.Jobs, url: System.fetch_env!("JOBS_URL"), prepare: :unnamed`, ""},
		{"direct host", `config :lamplight, Lamplight.Repo, hostname: "direct.abc.flympg.net", prepare: :unnamed`, ""},
		{"direct variable", `config :lamplight, Lamplight.Repo, url: System.get_env("DIRECT_DATABASE_URL"), prepare: :unnamed`, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d, repos := loadRepos(t, `
-- config/runtime.exs --
import Config
`+tt.config+`
-- lib/jobs.ex --
defmodule Lamplight.Jobs do
  use Ecto.Repo, otp_app: :lamplight, adapter: Ecto.Adapters.Postgres
end
-- lib/repo.ex --
defmodule Lamplight.Repo do
  use Ecto.Repo, otp_app: :lamplight, adapter: Ecto.Adapters.Postgres
end
`)
			if len(repos) != 2 || d.Repo("Lamplight.Repo") == nil {
				t.Fatalf("%d repositories, want 2", len(repos))
			}
			var got []string
			for _, s := range d.PoolerSigns(d.Repo("Lamplight.Repo")) {
				got = append(got, s.Text)
			}
			if diff := cmp.Diff(tt.want, strings.Join(got, ", ")); diff != "" {
				t.Errorf("signs (-want +got):\n%s", diff)
			}
		})
	}
}
