package model

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestDatabaseFiles(t *testing.T) {
	tests := []struct{ name, config, want string }{
		{"literal", `database: "/data/app.db"`, "/data/app.db on /data"},
		{"outside", `database: "/database/app.db"`, "/database/app.db"},
		{"relative", `database: "priv/app.db"`, "/srv/priv/app.db on /srv/priv"},
		{"uri", `database: "file:/data/app.db?mode=rwc"`, "/data/app.db on /data"},
		{"memory", `database: ":memory:"`, "memory"},
		{"memory by atom", `database: :memory`, "memory"},
		{"secret", `database: System.fetch_env!("DATABASE_PATH")`, "others"},
		{"default", `database: System.get_env("DATABASE_PATH", "/tmp/app.db")`, "/tmp/app.db if DATABASE_PATH is not set others"},
		{"of the fly config", `database: System.fetch_env!("STATE")`, "/data/state.db by STATE on /data"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d, repos := loadRepos(t, fmt.Sprintf(`
-- fly.toml --
[env]
STATE = "/data/state.db"
[[mounts]]
source = "data"
destination = "/data/"
[[mounts]]
source = "more"
destination = "/srv/priv"
-- Dockerfile --
FROM debian
WORKDIR /srv
-- config/runtime.exs --
import Config
config :lamplight, Lamplight.Repo, %s
-- lib/repo.ex --
defmodule Lamplight.Repo do
  use Ecto.Repo, otp_app: :lamplight, adapter: Ecto.Adapters.SQLite3
end
`, tt.config))
			if diff := cmp.Diff(tt.want, showFiles(d, repos[0])); diff != "" {
				t.Errorf("files (-want +got):\n%s", diff)
			}
		})
	}
}

// showFiles writes the files of a repository on one line.
func showFiles(d *Deployment, r *Repo) string {
	out := ""
	files, all := d.DatabaseFiles(r)
	for _, f := range files {
		if f.Path == "" {
			out += "memory "
			continue
		}
		out += f.Path + " "
		if f.Variable != "" {
			out += "by " + f.Variable + " "
		}
		if len(f.When) > 0 {
			out += "if " + f.When.String() + " "
		}
		if m := d.MountOf(f.Path); m != nil {
			out += "on " + m.Destination.V[:len(m.Destination.V)-trailing(m.Destination.V)] + " "
		}
	}
	if !all {
		out += "others "
	}
	return out[:max(0, len(out)-1)]
}

// trailing is 1 for a path that ends in a slash.
func trailing(p string) int {
	if p[len(p)-1] == '/' {
		return 1
	}
	return 0
}

func TestBootMigration(t *testing.T) {
	const migrate = `
-- lib/release.ex --
defmodule Lamplight.Release do
  def migrate, do: Ecto.Migrator.with_repo(Lamplight.Repo, &Ecto.Migrator.run(&1, :up, all: true))
end
`
	tests := []struct{ name, start, more, want string }{
		{"none", `Supervisor.start_link([Lamplight.Repo], [])`, migrate, ""},
		{"child", `Supervisor.start_link([Lamplight.Repo, {Ecto.Migrator, repos: [Lamplight.Repo]}], [])`, "", "lib/application.ex"},
		{"child of another", `Supervisor.start_link([Lamplight.Repo, {Ecto.Migrator, repos: [Lamplight.Other]}], [])`, "", ""},
		{"start", "Lamplight.Release.migrate()\nSupervisor.start_link([Lamplight.Repo], [])", migrate, "lib/application.ex"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d, repos := loadRepos(t, `
-- lib/application.ex --
defmodule Lamplight.Application do
  def start(_, _) do
    `+tt.start+`
  end
end
-- lib/repo.ex --
defmodule Lamplight.Repo do
  use Ecto.Repo, otp_app: :lamplight, adapter: Ecto.Adapters.SQLite3
end
`+tt.more)
			got := ""
			if at := d.BootMigration(repos[0], "app"); at.IsValid() {
				got = d.Fset().Position(at.From).Filename
			}
			if got != tt.want {
				t.Errorf("migrates at boot in %q, want %q", got, tt.want)
			}
		})
	}
}
