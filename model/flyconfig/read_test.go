package flyconfig

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/flylint/flylint/model/source"
)

// nonEmpty is the lines of a text that say something.
func nonEmpty(text string) []string {
	return slices.DeleteFunc(strings.Split(text, "\n"), func(s string) bool { return s == "" })
}

// sortProblemLines puts problems in the order of the file.
func sortProblemLines(problems []string) {
	at := func(s string) int {
		line, rest, _ := strings.Cut(s, ":")
		column, _, _ := strings.Cut(rest, " ")
		l, _ := strconv.Atoi(line)
		c, _ := strconv.Atoi(column)
		return l*1000 + c
	}
	slices.SortStableFunc(problems, func(a, b string) int { return cmp.Compare(at(a), at(b)) })
}

// archived is the config of one of the test archives.
func archived(t *testing.T, name string) *Config {
	t.Helper()
	archive, err := txtar.ParseFile("testdata/" + name + ".txtar")
	if err != nil {
		t.Fatal(err)
	}
	return readFly(string(archive.Files[0].Data))
}

func equal[T any](t *testing.T, what string, got, want T) {
	t.Helper()
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Errorf("%s differs (-want +got):\n%s", what, diff)
	}
}

func TestReadLaunch(t *testing.T) {
	f := archived(t, "launch-sqlite")
	equal(t, "app", f.App.V, "tide-table")
	equal(t, "kill_signal", f.KillSignal.V, "SIGTERM")
	equal(t, "kill_timeout", f.KillTimeout.Present(), false)
	equal(t, "stop time", f.KillTimeoutOr5s(), 5*time.Second)
	port, _ := f.EnvVar("PORT")
	equal(t, "env.PORT", port.V, "8080")
	equal(t, "path of env.PORT", port.Path, "env.PORT")
	mount := f.Mounts[0]
	equal(t, "destination", mount.Destination.V, "/mnt/name")
	equal(t, "path of the destination", mount.Destination.Path, "mounts[0].destination")
	equal(t, "source text of the destination", f.File.Text(mount.Destination.Range), "'/mnt/name'")
	s := f.HTTPService
	equal(t, "internal_port", s.InternalPort.V, 8080)
	equal(t, "auto_stop_machines", s.AutoStop.V, AutoStopStop)
	equal(t, "hard limit", s.Concurrency.HardLimit.V, 1000)
	equal(t, "header of the concurrency table", f.File.Text(s.Concurrency.Range), "[http_service.concurrency]")
	equal(t, "processes", texts(s.Processes), []string{"app"})
	guest, ok := f.VMOf("app").Guest()
	equal(t, "guest", guest, Guest{CPUKind: "shared", CPUs: 1, MemoryMB: 1024})
	equal(t, "guest is known", ok, true)
}

func TestReadFormerTimes(t *testing.T) {
	f := archived(t, "former-times")
	var env []string
	for _, e := range f.Env {
		env = append(env, e.Name+"="+e.V)
	}
	equal(t, "env", env, []string{"PORT=4000", "TRACE=true", "RATIO=0.5", "HOSTS=[a b]"})
	equal(t, "cmd", texts(f.Experimental.Cmd), []string{"bin/server"})
	equal(t, "cmd written as one string", f.Experimental.Cmd.V[0].Range, f.Experimental.Cmd.Range)
	equal(t, "target", f.Build.Target.V, "runner")
	equal(t, "mount", f.Mounts[0].Destination.V, "/data")
	equal(t, "initial size", f.Mounts[0].InitialSize.V, "2")
	equal(t, "memory", f.VM[0].Memory.V, "512")
	equal(t, "metrics port", f.Metrics[0].Port.V, 9091)
	equal(t, "path of the metrics port", f.Metrics[0].Port.Path, "metrics[0].port")
	s := f.Services[0]
	equal(t, "internal port", s.InternalPort.V, 4000)
	equal(t, "limits", []int{s.Concurrency.SoftLimit.V, s.Concurrency.HardLimit.V}, []int{20, 25})
	equal(t, "what is limited", s.Concurrency.Type.V, "requests")
	equal(t, "external ports", s.ExternalPorts()[0].First, 80)
	equal(t, "interval", s.TCPChecks[0].Interval.V.D, 15*time.Second)
	equal(t, "empty timeout", s.TCPChecks[0].Timeout.Set, false)
	header, sent := s.HTTPChecks[0].Header("X-From")
	equal(t, "header", header.V, "1")
	equal(t, "header is sent", sent, true)
	equal(t, "group", f.Groups()[0].Command.V, "bin/server")
	equal(t, "check", f.Checks[0].Name+" "+f.Checks[0].Kind(), "alive tcp")
	equal(t, "interval of the check", f.Checks[0].Interval.V.D, 15*time.Second)
}

func TestReadForms(t *testing.T) {
	tests := []struct {
		name, config string
		read         func(*Config) any
		want         any
	}{
		{"key case does not matter", "App = 'x'", func(f *Config) any { return f.App.V }, "x"},
		{"the exact case comes last", "APP = 'x'\napp = 'y'", func(f *Config) any { return f.App.V }, "y"},
		{"tables in any case", "[Http_Service]\nInternal_Port = 80", func(f *Config) any { return f.HTTPService.InternalPort.V }, 80},
		{"dates are strings", "app = 2024-05-01", func(f *Config) any { return f.App.V }, "2024-05-01"},
		{"whole floats are integers", "swap_size_mb = 512.0", func(f *Config) any { return f.SwapSizeMB.V }, 512},
		{"true stops", "[http_service]\nauto_stop_machines = true", func(f *Config) any { return f.HTTPService.AutoStop.V }, AutoStopStop},
		{"false does not", "[http_service]\nauto_stop_machines = false", func(f *Config) any { return f.HTTPService.AutoStop.V }, AutoStopOff},
		{"an unknown way is kept", "[http_service]\nauto_stop_machines = 'sleep'", func(f *Config) any { return f.HTTPService.AutoStop.V }, AutoStop("sleep")},
		{"env as a list", "[[env]]\nA = 1\n[[env]]\nA = 2", func(f *Config) any { v, _ := f.EnvVar("A"); return v.V }, "2"},
		{"inline lists", "mounts = [{source = 'a'}, {source = 'b'}]", func(f *Config) any { return f.Mounts[1].Source.V }, "b"},
		{"singular entries come first", "[[mounts]]\nsource='b'\n[mount]\nsource='a'", func(f *Config) any { return f.Mounts[0].Source.V }, "a"},
		{"compute, computes, vm", "[[vm]]\nsize='c'\n[[computes]]\nsize='b'\n[compute]\nsize='a'", func(f *Config) any { return f.VM[0].Size.V + f.VM[1].Size.V + f.VM[2].Size.V }, "abc"},
		{"one port as a table", "[[services]]\n[services.ports]\nport = 80", func(f *Config) any { return f.Services[0].Ports[0].Port.V }, 80},
		{"experimental.kill_timeout moves up", "[experimental]\nkill_timeout = 30", func(f *Config) any { return f.KillTimeout.V.D }, 30 * time.Second},
		{"unless there is one", "kill_timeout = 7\n[experimental]\nkill_timeout = 30", func(f *Config) any { return f.KillTimeout.V.D }, 7 * time.Second},
		{"a ghost service", "[http_service]\n[services.concurrency]\nsoft_limit = 1", func(f *Config) any { return f.Services[0].InternalPort.Present() }, false},
		{"an empty service is none", "[[services]]", func(f *Config) any { return len(f.Services) }, 0},
		{"dotted keys", "deploy.strategy = 'canary'", func(f *Config) any { return f.Strategy() }, "canary"},
		{"no strategy is rolling", "", func(f *Config) any { return f.Strategy() }, "rolling"},
		{"a value of a wrong type is present and not set", "app = 5", func(f *Config) any { return f.App.Present() && !f.App.Set }, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { equal(t, tt.config, tt.read(readFly(tt.config)), tt.want) })
	}
}

func TestDurations(t *testing.T) {
	tests := []struct {
		config string
		read   func(*Config) source.Value[Duration]
		want   time.Duration
		meant  string
	}{
		{"kill_timeout = 30", func(f *Config) source.Value[Duration] { return f.KillTimeout }, 30 * time.Second, ""},
		{"kill_timeout = 1.5", func(f *Config) source.Value[Duration] { return f.KillTimeout }, time.Second, ""},
		{"kill_timeout = '2m'", func(f *Config) source.Value[Duration] { return f.KillTimeout }, 2 * time.Minute, ""},
		{"Kill_Timeout = 30", func(f *Config) source.Value[Duration] { return f.KillTimeout }, 30, "30s"},
		{"[deploy]\nwait_timeout = 300", func(f *Config) source.Value[Duration] { return f.Deploy.WaitTimeout }, 300, "300s"},
		{"[deploy]\nrelease_command_timeout = 600", func(f *Config) source.Value[Duration] { return f.Deploy.ReleaseCommandTimeout }, 600, "600s"},
		{"[checks.a]\ninterval = 10000", func(f *Config) source.Value[Duration] { return f.Checks[0].Interval }, 10 * time.Second, ""},
		{"[[services]]\n[[services.http_checks]]\ntimeout = 500", func(f *Config) source.Value[Duration] { return f.Services[0].HTTPChecks[0].Timeout }, 500 * time.Millisecond, ""},
		{"[[http_service.checks]]\ninterval = 10000", func(f *Config) source.Value[Duration] { return f.HTTPService.HTTPChecks[0].Interval }, 10000, "10s"},
		{"[[http_service.checks]]\ninterval = 1500", func(f *Config) source.Value[Duration] { return f.HTTPService.HTTPChecks[0].Interval }, 1500, "1500ms"},
		{"[[http_service.checks]]\ninterval = 15", func(f *Config) source.Value[Duration] { return f.HTTPService.HTTPChecks[0].Interval }, 15, "15s"},
		{"[[http_service.machine_checks]]\nkill_timeout = 5", func(f *Config) source.Value[Duration] { return f.HTTPService.MachineChecks[0].KillTimeout }, 5, "5s"},
	}
	for _, tt := range tests {
		v := tt.read(readFly(tt.config))
		if !v.Set || v.V.D != tt.want || v.V.Meant != tt.meant {
			t.Errorf("%q: set %v, %v, meant %q; want %v, meant %q", tt.config, v.Set, v.V.D, v.V.Meant, tt.want, tt.meant)
		}
		if v.V.Bare == strings.Contains(tt.config, "'") {
			t.Errorf("%q: bare is %v", tt.config, v.V.Bare)
		}
	}
}

// TestFlyConversions applies every conversion of the file of wrong types: each
// must mend its fault and make no new one.
func TestConversions(t *testing.T) {
	f := archived(t, "wrong-types")
	src, left := string(f.File.Src), 0
	for _, e := range slices.Backward(f.TypeErrors) {
		if e.Conversion == "" {
			left++
			continue
		}
		from, to := f.File.Tok.Offset(e.From), f.File.Tok.Offset(e.To)
		src = src[:from] + e.Conversion + src[to:]
	}
	mended := readFly(src)
	if len(mended.Syntax) > 0 || len(mended.TypeErrors) != left {
		t.Errorf("%d faults have no conversion, and of the mended file these are left:\n%s", left, strings.Join(mended.problems(), "\n"))
	}
}

// texts is the bare elements of a list.
func texts(list Strings) []string {
	out := make([]string, len(list.V))
	for i, v := range list.V {
		out[i] = v.V
	}
	return out
}
