package flyconfig

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestInvalid(t *testing.T) {
	tests := map[string]string{
		"[deploy]\nstrategy = \"Rolling\"":                       "deploy.strategy Rolling: rolling, canary, bluegreen or immediate => rolling",
		"[deploy]\nstrategy = \"\"":                              "",
		"kill_signal = \"hup\"":                                  "kill_signal hup: SIGHUP, SIGINT, SIGQUIT, SIGKILL, SIGUSR1, SIGUSR2, SIGTERM or SIGSTOP => SIGHUP",
		"kill_signal = \"sigterm\"":                              "",
		"kill_timeout = 301":                                     "kill_timeout 301: 0 to 300 seconds",
		"kill_timeout = \"-1s\"":                                 "kill_timeout -1s: 0 to 300 seconds",
		"kill_timeout = \"5m\"":                                  "",
		"[mount]\ninitial_size = 0":                              "mounts[0].initial_size 0: at least 1 GB",
		"[mount]\ninitial_size = \"1500mb\"":                     "",
		"[mount]\nauto_extend_size_limit = \"plenty\"":           "mounts[0].auto_extend_size_limit plenty: 1 to 500 GB",
		"[[services]]\ninternal_port = \"70000\"":                "services[0].internal_port 70000: 1 to 65535",
		"[[services]]\ninternal_port = 0":                        "",
		"[[services]]\n[[services.ports]]\nhandlers = [\"tsl\"]": "services[0].ports[0].handlers[0] tsl: http, tls, pg_tls or proxy_proto => tls",
		"[http_service]\nauto_stop_machines = true":              "",
		"[http_service]\nauto_stop_machines = \"false\"":         "http_service.auto_stop_machines false: off, stop or suspend => off",
		"[http_service]\nmin_machines_running = \"two\"":         "",
	}
	for src, want := range tests {
		var got []string
		for _, v := range readFly(src).Invalid {
			line := fmt.Sprintf("%s %s: %s", v.Path, v.Text, v.Allowed)
			if v.Instead != "" {
				line += " => " + v.Instead
			}
			got = append(got, line)
		}
		if diff := cmp.Diff(want, strings.Join(got, "\n")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", src, diff)
		}
	}
}
