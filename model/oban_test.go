package model

import (
	"testing"
	"time"

	"github.com/flylint/flylint/model/exconfig"
	"github.com/flylint/flylint/model/project"
)

// obanProject is an app with the given configuration and children.
func obanProject(config, children, more string) string {
	return `
-- fly.toml --
app = "orchard"
[processes]
web = "bin/orchard start"
worker = "bin/orchard start"
-- mix.exs --
defmodule Orchard.MixProject do
  use Mix.Project
  def project, do: [app: :orchard]
  def application, do: [mod: {Orchard.Application, []}]
end
-- mix.lock --
%{"oban": {:hex, :oban, "2.20.3", "", [:mix], [], "hexpm", ""}}
-- config/config.exs --
import Config
` + config + `
-- lib/orchard/application.ex --
defmodule Orchard.Application do
  use Application

  def start(_type, _args) do
    Supervisor.start_link([` + children + `], strategy: :one_for_one)
  end

  defp jobs, do: Application.get_env(:orchard, Oban)
end
` + more
}

const usualOban = "{Oban, Application.fetch_env!(:orchard, Oban)}"

// onlyOban is the one instance that the web group starts.
func onlyOban(t *testing.T, project string) *Oban {
	t.Helper()
	obans := deployment(t, project).Obans("web")
	if len(obans) != 1 {
		t.Fatalf("%d instances", len(obans))
	}
	return obans[0]
}

func TestObanIsFound(t *testing.T) {
	const config = "config :orchard, Oban, repo: Orchard.Repo, queues: [a: 1]\n"
	for _, tc := range []struct {
		name, config, children, more string
		path                         string
		exact                        bool
	}{
		{"as documented", config, usualOban, "", "config.orchard.Oban", true},
		{"by a local function", config, "{Oban, jobs()}", "", "config.orchard.Oban", true},
		{"with something put in", config, "{Oban, :orchard |> Application.fetch_env!(Oban) |> Keyword.put(:name, X)}", "", "config.orchard.Oban", true},
		{"literally", "", "{Oban, repo: Orchard.Repo, queues: [a: 1]}", "", "tree.Oban", true},
		{"through a library", config, "{Oban, Wrapper.options([Orchard], Application.fetch_env!(:orchard, Oban))}", "", "config.orchard.Oban", false},
		{"through AshOban", config + "config :orchard, Oban, plugins: [Oban.Plugins.Cron]\n", "{Oban, AshOban.config(Application.fetch_env!(:orchard, :ash_domains), Application.fetch_env!(:orchard, Oban))}", "", "config.orchard.Oban", true},
		{"through AshOban without plugins", config, "{Oban, AshOban.config([Orchard], Application.fetch_env!(:orchard, Oban))}", "", "config.orchard.Oban", false},
		{"as a module of its own", "config :orchard, Orchard.Jobs, queues: [a: 1]\n", "Orchard.Jobs", `-- lib/jobs.ex --
defmodule Orchard.Jobs do
  use Oban, otp_app: :orchard, repo: Orchard.Repo
end
`, "config.orchard.Orchard.Jobs", true},
	} {
		t.Run(tc.name, func(t *testing.T) {
			o := onlyOban(t, obanProject(tc.config, tc.children, tc.more))
			if o.Path != tc.path || o.Exact != tc.exact || o.RunsQueues() != exconfig.Always {
				t.Errorf("%s, exact %v, queues %v", o.Path, o.Exact, o.RunsQueues())
			}
			if v, ok := o.Version(); v != "2.20.3" || !ok {
				t.Errorf("version %s", v)
			}
		})
	}
	if obans := deployment(t, obanProject(config, "", "")).Obans("web"); len(obans) > 0 {
		t.Error("an instance that nothing starts")
	}
}

func TestObanDefaults(t *testing.T) {
	for _, tc := range []struct {
		options        string
		notifier, peer string
	}{
		{"", ObanNotifierPostgres, ObanPeerDatabase},
		{", engine: Oban.Engines.Lite", ObanNotifierPG, ObanPeerIsolated},
		{", engine: Oban.Engines.Dolphin", ObanNotifierPG, ObanPeerDatabase},
		{", notifier: {Oban.Notifiers.PG, []}, peer: Oban.Peers.Global", ObanNotifierPG, ObanPeerGlobal},
	} {
		o := onlyOban(t, obanProject("config :orchard, Oban, repo: Orchard.Repo"+tc.options, usualOban, ""))
		notifiers, peers := o.Settings(ObanNotifier), o.Settings(ObanPeer)
		if len(notifiers) != 1 || len(peers) != 1 || notifiers[0].Module != tc.notifier || peers[0].Module != tc.peer {
			t.Errorf("%q: %+v and %+v", tc.options, notifiers, peers)
		}
		if grace, ok := o.GracePeriod(); grace != 15*time.Second || !ok || o.Repo() != "Orchard.Repo" {
			t.Errorf("%q: grace %s, repo %s", tc.options, grace, o.Repo())
		}
	}
}

func TestObanWork(t *testing.T) {
	for _, tc := range []struct {
		options      string
		queues, cron exconfig.Truth
	}{
		{"queues: [a: 1]", exconfig.Always, exconfig.Never},
		{"queues: false, plugins: []", exconfig.Never, exconfig.Never},
		{"queues: [], plugins: [Oban.Plugins.Pruner, {Oban.Plugins.Cron, crontab: []}]", exconfig.Never, exconfig.Never},
		{`plugins: [{Oban.Plugins.Cron, crontab: [{"@daily", A}]}]`, exconfig.Never, exconfig.Always},
		{`crontab: [{"@daily", A}]`, exconfig.Never, exconfig.Always},
		{`plugins: System.get_env("P") && []`, exconfig.Never, exconfig.Never},
		{`queues: Orchard.Elsewhere.queues()`, exconfig.Maybe, exconfig.Never},
		{`queues: [a: 1], plugins: [{Oban.Plugins.Cron, crontab: [{"@daily", A}]}], testing: :manual`, exconfig.Never, exconfig.Never},
	} {
		o := onlyOban(t, obanProject("config :orchard, Oban, "+tc.options, usualOban, ""))
		if o.RunsQueues() != tc.queues || o.RunsCron() != tc.cron {
			t.Errorf("%s: queues %v, cron %v", tc.options, o.RunsQueues(), o.RunsCron())
		}
	}
}

// TestObanTriggers asks for the crontab that AshOban adds to.
func TestObanTriggers(t *testing.T) {
	const children = "{Oban, AshOban.config([Orchard], Application.fetch_env!(:orchard, Oban))}"
	const config = "config :orchard, Oban, queues: [a: 1], plugins: [{Oban.Plugins.Cron, []}]"
	for more, want := range map[string]exconfig.Truth{
		"": exconfig.Never,
		"-- lib/tree.ex --\ndefmodule Orchard.Tree do\n  oban do\n    triggers do\n    end\n  end\nend\n": exconfig.Maybe,
	} {
		if got := onlyOban(t, obanProject(config, children, more)).RunsCron(); got != want {
			t.Errorf("%q: cron %v, want %v", more, got, want)
		}
	}
}

func TestObanByGroup(t *testing.T) {
	d := deployment(t, obanProject(`config :orchard, Oban, repo: Orchard.Repo
-- config/runtime.exs --
import Config
web? = System.get_env("FLY_PROCESS_GROUP") == "web"
config :orchard, Oban, queues: if(web?, do: false, else: [a: 1]), peer: if(web?, do: false)
`, usualOban, ""))
	web, worker := d.Obans("web")[0], d.Obans("worker")[0]
	if web.RunsQueues() != exconfig.Never || worker.RunsQueues() != exconfig.Always {
		t.Errorf("queues: web %v, worker %v", web.RunsQueues(), worker.RunsQueues())
	}
	if peer := web.Settings(ObanPeer)[0]; !peer.Off || peer.Default() {
		t.Errorf("the peer of web is off: %+v", peer)
	}
}

func TestObanModules(t *testing.T) {
	for _, m := range obanModules {
		if !m.First.Valid() || m.Ended != "" && !m.First.Before(m.Ended) || m.Taken != "" && !m.First.Before(m.Taken) {
			t.Errorf("%+v: the versions are out of order", m)
		}
	}
	for _, tc := range []struct {
		role    ObanRole
		module  string
		version project.Version
		takes   bool
	}{
		{ObanPeer, ObanPeerPostgres, "2.11.3", false}, {ObanPeer, ObanPeerPostgres, "2.12.0", true},
		{ObanPeer, ObanPeerPostgres, "2.23.1", true}, {ObanPeer, ObanPeerDatabase, "2.18.3", false},
		{ObanPeer, "Oban.Peers.Disabled", "2.17.4", true}, {ObanPeer, "Oban.Peers.Disabled", "2.17.5", false},
		{ObanPlugin, ObanStager, "2.19.4", true}, {ObanPlugin, ObanStager, "2.20.0", false},
		{ObanNotifier, "Oban.PostgresNotifier", "2.23.1", true}, {ObanEngine, ObanEngineDolphin, "2.18.3", false},
		{ObanPlugin, "Oban.Pruner", "2.23.1", false}, {ObanPlugin, "Oban.Pruner", "2.24.0", true},
	} {
		m, ok := ObanModule(tc.role, tc.module)
		if !ok || m.In(tc.version) != tc.takes {
			t.Errorf("%s takes %s: want %v", tc.version, tc.module, tc.takes)
		}
	}
	if _, ok := ObanModule(ObanPeer, "Oban.Peers.PG"); ok {
		t.Error("no version ever had Oban.Peers.PG")
	}
	for module, want := range map[string]string{
		"Oban.Peers.PG": "oban", "Oban.Pro.Plugins.DynamicCron": "oban_pro", "Oban.Notifiers.Phoenix": "oban_notifiers_phoenix",
		"Oban.Webhook": "oban", "Oban.Web.Plugin": "oban_web", "Orchard.Oban": "", "Obanic": "",
	} {
		if got := ObanPackage(module); got != want {
			t.Errorf("%s is of %q, want %q", module, got, want)
		}
	}
}
