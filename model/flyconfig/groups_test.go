package flyconfig

import (
	"strings"
	"testing"
)

const groupsConfig = `
[processes]
  web = "bin/server"
  worker = "bin/worker"
  beat = ""

[[mounts]]
  source = "default"
[[mounts]]
  source = "work"
  processes = ["worker", "nobody"]

[checks.default]
  type = "tcp"
[checks.web]
  type = "http"
  processes = ["web"]

[[restart]]
  policy = "always"
[[restart]]
  policy = "never"
  processes = ["web", "beat"]
[[restart]]
  policy = "on-failure"
  processes = ["beat"]

[[metrics]]
  port = 1
[[metrics]]
  port = 2
  processes = ["beat"]

[[vm]]
  size = "general"
[[vm]]
  size = "second"
[[vm]]
  size = "worker"
  processes = ["worker"]

[http_service]
  internal_port = 80
  processes = ["web"]
[[services]]
  internal_port = 81
  processes = ["web", "worker"]
[[services]]
  internal_port = 82
`

func TestGroups(t *testing.T) {
	f := readFly(groupsConfig)
	describe := func(group string) string {
		var parts []string
		for _, m := range f.MountsOf(group) {
			parts = append(parts, "mount "+m.Source.V)
		}
		for _, c := range f.ChecksOf(group) {
			parts = append(parts, "check "+c.Name)
		}
		for _, s := range f.ServicesOf(group) {
			parts = append(parts, "service "+s.File(f))
		}
		if r := f.RestartOf(group); r != nil {
			parts = append(parts, "restart "+r.Policy.V)
		}
		if m := f.MetricsOf(group); m != nil {
			parts = append(parts, "metrics "+f.File.Text(m.Port.Range))
		}
		return strings.Join(append(parts, "vm "+f.VMOf(group).Size.V), ", ")
	}
	equal(t, "default group", f.DefaultGroup(), "beat")
	equal(t, "web", describe("web"), "check web, service 80, service 81, restart never, vm general")
	equal(t, "worker", describe("worker"), "mount work, service 81, vm worker")
	equal(t, "beat", describe("beat"), "mount default, check default, service 82, restart on-failure, metrics 1, vm general")
	equal(t, "services without a group", len(f.ServicesWithoutGroup()), 1)

	g, found := f.Group("worker")
	equal(t, "worker is found", found, true)
	equal(t, "its command", g.Command.V, "bin/worker")
	equal(t, "its services", len(g.Services()), 1)
	_, found = f.Group("app")
	equal(t, "app is found", found, false)
}

// File is the source text of the service's port.
func (s *Service) File(f *Config) string { return f.File.Text(s.InternalPort.Range) }

func TestGroupNames(t *testing.T) {
	tests := []struct{ config, names, def string }{
		{"", "app", "app"},
		{"[processes]", "app", "app"},
		{"[[processes]]", "app", "app"},
		{"[processes]\nzeta = 'a'\nalpha = 'b'", "zeta alpha", "alpha"},
		{"[processes]\nzeta = 'a'\napp = 'b'\nalpha = 'c'", "zeta app alpha", "app"},
		{"[[processes]]\nname = 'one'\n[[processes]]\nname = 'two'\ncommand = 'x'", "one two", "one"},
	}
	for _, tt := range tests {
		f := readFly(tt.config)
		var names []string
		for _, g := range f.Groups() {
			names = append(names, g.Name)
		}
		equal(t, tt.config, strings.Join(names, " "), tt.names)
		equal(t, tt.config, f.DefaultGroup(), tt.def)
	}
}

func TestMachines(t *testing.T) {
	const stop, off, mount = "auto_stop_machines = 'stop'\n", "auto_stop_machines = 'off'\n", "[[mounts]]\nsource = 'a'\n"
	tests := []struct {
		name, config             string
		toZero, proven, possible bool
	}{
		{"no service", "", false, false, false},
		{"launch", "[http_service]\n" + stop + "min_machines_running = 0", true, false, true},
		{"one stays", "[http_service]\n" + stop + "min_machines_running = 1", false, false, true},
		{"two stay", "[http_service]\n" + stop + "min_machines_running = 2", false, true, true},
		{"two would stay, but nothing stops", "[http_service]\n" + off + "min_machines_running = 2", false, false, true},
		{"nothing is said", "[http_service]\n", false, false, true},
		{"a volume", "[http_service]\n" + stop + mount, true, false, false},
		{"another service does not stop", "[http_service]\n" + stop + "[[services]]\ninternal_port = 1", false, false, true},
		{"suspended", "[http_service]\nauto_stop_machines = 'suspend'", true, false, true},
	}
	for _, tt := range tests {
		f := readFly(tt.config)
		equal(t, tt.name+": to zero", f.AutoStopToZero("app"), tt.toZero)
		equal(t, tt.name+": two proven", f.TwoMachinesProven("app"), tt.proven)
		equal(t, tt.name+": two possible", f.TwoMachinesPossible("app"), tt.possible)
	}
}

func TestExternalPorts(t *testing.T) {
	f := readFly(`
[http_service]
[[services]]
  [[services.ports]]
    port = "443"
    handlers = ["tls", "http"]
  [[services.ports]]
    start_port = 8000
    end_port = 8010
  [[services.ports]]
    end_port = 99
`)
	var got [][2]int
	for _, s := range f.AllServices() {
		for _, p := range s.ExternalPorts() {
			got = append(got, [2]int{p.First, p.Last})
		}
	}
	equal(t, "ports", got, [][2]int{{80, 80}, {443, 443}, {443, 443}, {8000, 8010}, {0, 99}})
	equal(t, "TLS", f.Services[0].ExternalPorts()[0].TLS, true)
}

func TestForcesHTTPS(t *testing.T) {
	f := readFly(`
[http_service]
  force_https = true
[[services]]
  [[services.ports]]
    port = 80
    handlers = ["http"]
    force_https = true
  [[services.ports]]
    port = 443
    handlers = ["tls", "http"]
[[services]]
  [[services.ports]]
    port = 80
    handlers = ["http"]
[[services]]
  [[services.ports]]
    port = 5432
    force_https = true
`)
	var got []bool
	for _, s := range f.AllServices() {
		got = append(got, s.ForcesHTTPS())
	}
	equal(t, "redirects", got, []bool{true, true, false, false})
}
