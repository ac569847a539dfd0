package model

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flylint/flylint/internal/sourcetest"
	"github.com/flylint/flylint/model/exconfig"
	"github.com/flylint/flylint/model/source"
)

// harbor is a project with one endpoint; %s is the rest of its files.
const harbor = `
-- fly.toml --
app = "harbor"
[env]
  PORT = "8080"
[http_service]
  internal_port = 8080
-- Dockerfile --
FROM debian:bookworm
WORKDIR /app
COPY --from=hexpm/elixir /app/_build/prod/rel/harbor ./
CMD ["/app/bin/harbor", "start"]
-- mix.exs --
defmodule Harbor.MixProject do
  use Mix.Project
  def project, do: [app: :harbor, version: "0.1.0", deps: [{:phoenix, "~> 1.8"}]]
  def application, do: [mod: {Harbor.Application, []}]
end
-- lib/application.ex --
defmodule Harbor.Application do
  use Application
  def start(_type, _args) do
    Supervisor.start_link([{HarborWeb.Endpoint, []}], strategy: :one_for_one)
  end
end
%s`

// plainEndpoint is an endpoint module without peculiarities.
const plainEndpoint = `
-- lib/endpoint.ex --
defmodule HarborWeb.Endpoint do
  use Phoenix.Endpoint, otp_app: :harbor
  plug HarborWeb.Router
end
`

func loadHarbor(t *testing.T, rest string) *Deployment {
	t.Helper()
	src := sourcetest.Load(t, fmt.Sprintf(harbor, rest))
	return Load(src, source.Target{Config: "fly.toml", Dir: ".", AppDir: "."}, Known{})
}

// endpointOf is the only endpoint of the harbor, configured in runtime.exs.
func endpointOf(t *testing.T, runtime string) *Endpoint {
	t.Helper()
	d := loadHarbor(t, plainEndpoint+"-- config/runtime.exs --\nimport Config\n"+runtime+"\n")
	endpoints := d.Endpoints("app")
	if len(endpoints) != 1 {
		t.Fatalf("%d endpoints, want 1", len(endpoints))
	}
	return endpoints[0]
}

func TestEndpointPorts(t *testing.T) {
	for name, tt := range map[string]struct{ runtime, want string }{
		"a number":         {`config :harbor, HarborWeb.Endpoint, http: [port: 4001]`, "http 4001"},
		"text":             {`config :harbor, HarborWeb.Endpoint, http: [port: "4001"]`, "http 4001"},
		"none":             {`config :harbor, HarborWeb.Endpoint, http: [ip: {0, 0, 0, 0}]`, "http 4000 default"},
		"not over http":    {`config :harbor, HarborWeb.Endpoint, http: false, https: [certfile: "x"]`, "https 4040 default"},
		"not at all":       {`config :harbor, HarborWeb.Endpoint, url: [port: 443]`, ""},
		"a variable":       {`config :harbor, HarborWeb.Endpoint, http: [:inet6, port: String.to_integer(System.fetch_env!("PORT"))]`, "http 8080 of PORT"},
		"the old tuple":    {`config :harbor, HarborWeb.Endpoint, http: [port: {:system, "PORT"}]`, "http 8080 of PORT"},
		"an absent one":    {`config :harbor, HarborWeb.Endpoint, http: [port: System.get_env("HTTP_PORT", "4002")]`, "http 4002 of HTTP_PORT, HTTP_PORT?"},
		"a call":           {`config :harbor, HarborWeb.Endpoint, http: [port: Elsewhere.port()]`, "unread"},
		"two alternatives": {`config :harbor, HarborWeb.Endpoint, http: [port: if(System.get_env("X") == "1", do: 1, else: 2)]`, "http 1, http 2"},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, describePorts(endpointOf(t, tt.runtime).Ports())); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func describePorts(p EndpointPorts) string {
	var out []string
	for _, port := range p.Known {
		text := fmt.Sprintf("%s %d", port.Scheme, port.Number)
		if port.Variable != "" {
			text += " of " + port.Variable
		}
		if port.Default {
			text += " default"
		}
		out = append(out, text)
	}
	for _, name := range p.Hidden {
		out = append(out, name+"?")
	}
	if p.Unread {
		out = append(out, "unread")
	}
	return strings.Join(out, ", ")
}

func TestEndpointBindings(t *testing.T) {
	for ip, want := range map[string]bool{
		"{127, 0, 0, 1}": true, "{127, 1, 2, 3}": true, "{0, 0, 0, 0, 0, 0, 0, 1}": true, ":loopback": true,
		"{0, 0, 0, 0}": false, "{0, 0, 0, 0, 0, 0, 0, 0}": false, ":any": false, "{}": false, `{:local, "/tmp/x"}`: false,
	} {
		e := endpointOf(t, "config :harbor, HarborWeb.Endpoint, http: [ip: "+ip+", port: 8080]")
		bindings, all := e.Bindings()
		if len(bindings) != 1 || !all || bindings[0].Loopback() != want {
			t.Errorf("ip %s: %v, want loopback %v", ip, bindings, want)
		}
	}
}

func TestEndpointServes(t *testing.T) {
	for runtime, want := range map[string]exconfig.Truth{
		`config :harbor, HarborWeb.Endpoint, server: true`:                                                  exconfig.Always,
		`config :harbor, HarborWeb.Endpoint, http: [port: 8080]`:                                            exconfig.Never,
		`config :phoenix, serve_endpoints: true`:                                                            exconfig.Always,
		"config :phoenix, serve_endpoints: true\nconfig :harbor, HarborWeb.Endpoint, server: false":         exconfig.Never,
		"if System.get_env(\"PHX_SERVER\") do\nconfig :harbor, HarborWeb.Endpoint, server: true\nend":       exconfig.Maybe,
		"if System.get_env(\"PORT\") == \"8080\" do\nconfig :harbor, HarborWeb.Endpoint, server: true\nend": exconfig.Always,
		`config :harbor, HarborWeb.Endpoint, server: System.get_env("RELEASE_NAME") != nil`:                 exconfig.Always,
		`config :harbor, HarborWeb.Endpoint, server: Elsewhere.server?()`:                                   exconfig.Maybe,
	} {
		if got := endpointOf(t, runtime).Serves(); got != want {
			t.Errorf("%s: serves %v, want %v", runtime, got, want)
		}
	}
}

func TestEndpointInit(t *testing.T) {
	d := loadHarbor(t, `
-- lib/endpoint.ex --
defmodule HarborWeb.Endpoint do
  use Phoenix.Endpoint, otp_app: :harbor

  def init(_key, config) do
    {:ok, Keyword.put(config, :http, [:inet6, port: System.get_env("PORT")])}
  end
end
-- config/config.exs --
import Config
config :harbor, HarborWeb.Endpoint, server: true, http: [port: 4000]
`)
	e := d.Endpoints("app")[0]
	if got := describePorts(e.Ports()); got != "http 8080 of PORT" || e.Serves() != exconfig.Always {
		t.Errorf("ports %s, serves %v", got, e.Serves())
	}
}

func TestEndpointsOfAnUmbrella(t *testing.T) {
	const app = `
-- apps/%[1]s/mix.exs --
defmodule %[2]s.MixProject do
  use Mix.Project
  def project, do: [app: :%[1]s, version: "0.1.0", deps: [{:phoenix, "~> 1.8"}]]
  def application, do: [mod: {%[2]s.Application, []}]
end
-- apps/%[1]s/lib/application.ex --
defmodule %[2]s.Application do
  use Application
  def start(_type, _args), do: Supervisor.start_link([%[2]s.Endpoint], strategy: :one_for_one)
end
-- apps/%[1]s/lib/endpoint.ex --
defmodule %[2]s.Endpoint do
  use Phoenix.Endpoint, otp_app: :%[1]s
end
`
	src := sourcetest.Load(t, `
-- fly.toml --
app = "harbor"
-- Dockerfile --
FROM debian:bookworm
WORKDIR /app
COPY --from=hexpm/elixir /app/_build/prod/rel/front ./
CMD ["/app/bin/front", "start"]
-- mix.exs --
defmodule Harbor.MixProject do
  use Mix.Project
  def project do
    [apps_path: "apps", version: "0.1.0", deps: [], releases: [front: [applications: [front: :permanent]], all: []]]
  end
end
`+fmt.Sprintf(app, "front", "Front")+fmt.Sprintf(app, "back", "Back"))
	d := Load(src, source.Target{Config: "fly.toml", Dir: ".", AppDir: "."}, Known{})
	var names []string
	for _, e := range d.Endpoints("app") {
		names = append(names, e.Module.Name)
	}
	if diff := cmp.Diff([]string{"Front.Endpoint"}, names); diff != "" {
		t.Error(diff)
	}
}

func TestEndpointRedirect(t *testing.T) {
	const forced = "-- config/prod.exs --\nimport Config\nconfig :harbor, HarborWeb.Endpoint, force_ssl: "
	for name, tt := range map[string]struct{ files, want string }{
		"nothing":            {plainEndpoint, "none"},
		"force_ssl":          {plainEndpoint + forced + "[hsts: true]\n", "redirects"},
		"empty":              {plainEndpoint + forced + "[]\n", "redirects"},
		"switched off":       {plainEndpoint + forced + "false\n", "none"},
		"rewritten":          {plainEndpoint + forced + "[rewrite_on: [:x_forwarded_proto]]\n", "redirects, rewritten"},
		"by a function":      {plainEndpoint + forced + "[rewrite_on: {Harbor, :headers, []}]\n", "none"},
		"under a condition":  {plainEndpoint + "-- config/prod.exs --\nimport Config\nif System.get_env(\"X\"), do: config(:harbor, HarborWeb.Endpoint, force_ssl: [hsts: true])\n", "none"},
		"at boot":            {plainEndpoint + "-- config/runtime.exs --\nimport Config\nconfig :harbor, HarborWeb.Endpoint, force_ssl: [hsts: true]\n", "none"},
		"own plug":           {endpointWith("plug Plug.RequestId", "plug Plug.SSL"), "redirects by itself"},
		"own, rewritten":     {endpointWith("plug Plug.RewriteOn, [:x_forwarded_proto]", "plug Plug.SSL"), "redirects by itself, rewritten"},
		"own, behind a plug": {endpointWith("plug :health", "plug Plug.SSL"), "none"},
		"own, conditional":   {endpointWith("if @ssl do", "plug Plug.SSL", "end"), "none"},
		"own call/2":         {endpointWith("def call(conn, opts), do: super(conn, opts)") + forced + "[hsts: true]\n", "none"},
	} {
		t.Run(name, func(t *testing.T) {
			d := loadHarbor(t, tt.files+"-- config/config.exs --\nimport Config\nimport_config \"prod.exs\"\n")
			got := "none"
			if r := d.Endpoints("app")[0].Redirect(); r != nil {
				got = "redirects"
				if r.Own {
					got += " by itself"
				}
				if r.Rewritten {
					got += ", rewritten"
				}
			}
			if got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func endpointWith(lines ...string) string {
	return "-- lib/endpoint.ex --\ndefmodule HarborWeb.Endpoint do\nuse Phoenix.Endpoint, otp_app: :harbor\n" +
		strings.Join(lines, "\n") + "\nplug HarborWeb.Router\nend\n"
}

func TestRedirectExcludes(t *testing.T) {
	for exclude, want := range map[string]Exclusion{
		`[paths: ["/health"]]`:            Excluded,
		`[paths: ["/health/"]]`:           Excluded,
		`[paths: ["/other"]]`:             NotExcluded,
		`[hosts: ["localhost"]]`:          NotExcluded,
		`[hosts: ["checks.example.com"]]`: Undecidable,
		`["localhost"]`:                   NotExcluded,
		`{Harbor, :plain?, []}`:           Undecidable,
		`[conn: {Harbor, :plain?, []}]`:   Undecidable,
	} {
		d := loadHarbor(t, plainEndpoint+"-- config/config.exs --\nimport Config\nconfig :harbor, HarborWeb.Endpoint, force_ssl: [exclude: "+exclude+"]\n")
		r := d.Endpoints("app")[0].Redirect()
		if got := r.Excludes("/health?full=1", "", "1.19.0", true); got != want {
			t.Errorf("exclude: %s is %d, want %d", exclude, got, want)
		}
		if got := r.Excludes("/health", "", "1.18.1", true); want == Excluded && got != TooOld {
			t.Errorf("exclude: %s is %d for Plug 1.18, want %d", exclude, got, TooOld)
		}
	}
}

func TestEndpointServesWith(t *testing.T) {
	e := endpointOf(t, "if System.get_env(\"RUN_WEB\") == \"yes\" do\nconfig :harbor, HarborWeb.Endpoint, server: true\nend")
	gates := e.ServerGates()
	if len(gates) != 1 || gates[0].Var != "RUN_WEB" {
		t.Errorf("gates %v, want RUN_WEB", gates)
	}
	if e.ServesWith("RUN_WEB", "true") || !e.ServesWith("RUN_WEB", "yes") {
		t.Error("RUN_WEB must be yes, nothing else")
	}
}
