package flyconfig

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestHome(t *testing.T) {
	tests := map[string]struct{ src, want string }{
		"the top level":           {"[env]\nkill_timeout = 30\n", "the top level"},
		"a table of the file":     {"[http_service]\nhard_limit = 20\n[http_service.concurrency]\ntype = \"requests\"\n", "http_service.concurrency"},
		"a table not in the file": {"[build]\nrelease_command = \"/app/bin/migrate\"\n", ""},
		"one of several tables":   {"[http_service]\n[[services]]\n[[restart]]\ninternal_port = 8080\n", ""},
		"a list of tables":        {"[[services]]\n[[restart]]\nsoft_limit = 20\n", ""},
		"set there too":           {"kill_timeout = 30\n[env]\nkill_timeout = 30\n", ""},
		"a value of another type": {"[env]\nkill_timeout = \"30\"\n", ""},
		"a key that does nothing": {"[env]\nauto_rollback = true\n[experimental]\n", ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			f := readFly(tt.src)
			if len(f.Misplaced) != 1 {
				t.Fatalf("%d misplaced keys, want 1", len(f.Misplaced))
			}
			got := ""
			switch home := f.Home(f.Misplaced[0]); {
			case home == f.Doc.Root:
				got = "the top level"
			case home != nil:
				got = home.Entry.Path()
			}
			if got != tt.want {
				t.Errorf("home is %q, want %q", got, tt.want)
			}
		})
	}
}

func TestDurationsAreListed(t *testing.T) {
	f := readFly(`kill_timeout = 1
[deploy]
wait_timeout = "2s"
release_command_timeout = "3s"
[checks.a]
interval = "4s"
[[machine_checks]]
kill_timeout = "5s"
[http_service]
[[http_service.checks]]
timeout = "6s"
[[http_service.machine_checks]]
kill_timeout = "7s"
[[services]]
[[services.tcp_checks]]
grace_period = "8s"
[[services.http_checks]]
interval = "9s"
timeout = "no time"
`)
	var got []string
	for _, d := range f.Durations() {
		got = append(got, d.V.D.String())
	}
	if diff := cmp.Diff("1s 2s 3s 4s 5s 6s 7s 8s 9s", strings.Join(got, " ")); diff != "" {
		t.Errorf("durations (-want +got):\n%s", diff)
	}
}
