package flyconfig

import "testing"

func TestSlip(t *testing.T) {
	tests := []struct {
		name, known string
		want        bool
	}{
		{"internl_port", "internal_port", true},
		{"internal_prot", "internal_port", true},
		{"internalport", "internal_port", true},
		{"internal-port", "internal_port", true},
		{"min_machine_running", "min_machines_running", true},
		{"service", "services", true},
		{"Mounts", "mounts", true},
		{"max_machines_running", "min_machines_running", false}, // max is a word of its own
		{"tcp_checks", "http_checks", false},
		{"soft_limit", "hard_limit", false},
		{"min_machines", "min_machines_running", false},
		{"port", "path", false},
	}
	for _, tt := range tests {
		if got := slip(tt.name, tt.known); got != tt.want {
			t.Errorf("slip(%q, %q) = %v", tt.name, tt.known, got)
		}
	}
}

// TestFlyCertain: the known key must be what was meant beyond doubt before a
// tool may write it.
func TestCertain(t *testing.T) {
	tests := []struct {
		name, config string
		want         bool
	}{
		{"a slip", "[deploy]\nstategy = 'rolling'", true},
		{"the key is in use", "[deploy]\nstategy = 'rolling'\nstrategy = 'canary'", false},
		{"the key is in use in another case", "[deploy]\nstategy = 'rolling'\nStrategy = 'canary'", false},
		{"the value does not fit", "[deploy]\nstategy = 5", false},
		{"two of a kind", "[deploy]\nstategy = 'rolling'\nstrateg = 'rolling'", false},
		{"a table", "[http_servce]\ninternal_port = 80", true},
		{"a table with other keys", "[service]\nforce_https = true", false},
		{"a list of tables where there is one", "[[http_servce]]\ninternal_port = 80", false},
		{"a table above only", "[deplyo.release_command_vm]\nsize = 'x'", true},
	}
	for _, tt := range tests {
		u := readFly(tt.config).Unknown
		if len(u) == 0 || u[0].Certain != tt.want {
			t.Errorf("%s: %+v", tt.name, u)
		}
	}
}

func TestMisplaced(t *testing.T) {
	tests := []struct {
		name, config string
		want         string // the path; "" for nothing
	}{
		{"upper case is a variable", "[env]\nKILL_TIMEOUT = '5'", ""},
		{"a common word is a variable", "[env]\npath = 'x'\nport = '1'\ncontainer = 'y'", ""},
		{"app is a variable beside app", "app = 'a'\n[env]\napp = 'b'", ""},
		{"app without app", "[env]\napp = 'b'", "env.app"},
		{"a list of variables", "[[env]]\nprimary_region = 'ams'", "env.primary_region"},
		{"a process group", "[processes]\napp = 'bin/server'\nswap_size_mb = '512'", "processes.swap_size_mb"},
		{"a build argument may have any name", "[build.args]\nkill_signal = 'x'", ""},
		{"legal in both tables", "[vm]\nhost_dedication_id = 'x'", ""},
		{"a word of the top level", "[deploy]\napp = 'x'", "deploy.app"},
		{"a common word of another table", "[deploy]\npath = 'x'", ""},
		{"below the ports", "[[services]]\n[[services.ports]]\nport = 80\ninternal_port = 80", "services[0].ports[0].internal_port"},
		{"a sub-table is unknown", "[deploy.http_service]\nforce_https = true", ""},
	}
	for _, tt := range tests {
		m := readFly(tt.config).Misplaced
		switch {
		case tt.want == "" && len(m) > 0:
			t.Errorf("%s: %s", tt.name, m[0].Path)
		case tt.want != "" && (len(m) != 1 || m[0].Path != tt.want):
			t.Errorf("%s: want %s, got %d", tt.name, tt.want, len(m))
		}
	}
}

func TestMisplacedHeader(t *testing.T) {
	f := readFly("primary_region = 'ams'\n[env]\nA = 'b'\n[deploy]\nprimary_region = 'fra'\nkill_timeout = 5\n")
	equal(t, "misplaced keys", len(f.Misplaced), 2)
	region, timeout := f.Misplaced[0], f.Misplaced[1]
	equal(t, "what swallowed it", f.File.Text(region.Header.Range), "[deploy]")
	equal(t, "set where it belongs", region.Already, true)
	equal(t, "not set where it belongs", timeout.Already, false)
	equal(t, "unknown as well", len(f.Unknown), 0)
}

func TestMentions(t *testing.T) {
	f := readFly("[service.concurrency]\nsoft_limit = 1\n[service]\n[[service.ports]]\nport = 1\n[[service.ports]]\n")
	equal(t, "places", len(f.Unknown[0].Keys), 4)
	for _, at := range f.Unknown[0].Keys {
		equal(t, "name", f.File.Text(at), "service")
	}
}
