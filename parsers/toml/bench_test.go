package toml

import (
	"fmt"
	"go/token"
	"strings"
	"testing"
	"time"
)

// flyToml is a typical configuration of an Elixir app.
const flyToml = `app = "aster-lamp"
primary_region = "ams"
kill_signal = "SIGTERM"
kill_timeout = "30s"
swap_size_mb = 512

[build]
  dockerfile = "Dockerfile"
  [build.args]
    ELIXIR_VERSION = "1.18.4"
    OTP_VERSION = "27.3.4"

# Migrations run before the new machines start.
[deploy]
  release_command = "/app/bin/migrate"
  strategy = "rolling"
  max_unavailable = 0.33

[processes]
  web = "/app/bin/server"
  worker = '/app/bin/aster_lamp eval "AsterLamp.Worker.run()"'

[env]
  PHX_HOST = "aster-lamp.example.com"
  PHX_SERVER = "true"
  PORT = "8080"
  ECTO_IPV6 = "true"
  ERL_AFLAGS = "-proto_dist inet6_tcp" # IPv6 between machines
  POOL_SIZE = "10"

[http_service]
  internal_port = 8080
  force_https = true
  auto_stop_machines = "suspend"
  auto_start_machines = true
  min_machines_running = 1
  processes = ["web"]

  [http_service.concurrency]
    type = "connections"
    hard_limit = 1000
    soft_limit = 800

  [[http_service.checks]]
    grace_period = "10s"
    interval = "30s"
    method = "GET"
    timeout = "5s"
    path = "/health"
    headers = { X-Forwarded-Proto = "https", Host = "aster-lamp.example.com" }

[[services]]
  protocol = "tcp"
  internal_port = 5000
  processes = ["worker"]
  ports = [
    { port = 5000, handlers = ["tls"] }, # public
    { port = 5001 },
  ]

[[mounts]]
  source = "data"
  destination = "/data"
  initial_size = "10gb"

[[vm]]
  memory = "1gb"
  cpu_kind = "shared"
  cpus = 1
  processes = ["web", "worker"]
`

func BenchmarkParseTypical(b *testing.B) { benchmark(b, flyToml) }

func BenchmarkParse1MB(b *testing.B) { benchmark(b, large(1<<20)) }

// large is a valid file of at least that many bytes.
func large(size int) string {
	var s strings.Builder
	for i := 0; s.Len() < size; i++ {
		fmt.Fprintf(&s, "[service_%d.http]\ninternal_port = %d # port\nhosts = [\"a.example.com\", \"b.example.com\"]\n", i, i)
		fmt.Fprintf(&s, "ports = { http = 80, https = 443 }\nname = \"service \\u00e9\"\nwait = 1.5\n\n")
	}
	return s.String()
}

func benchmark(b *testing.B, src string) {
	b.ReportAllocs()
	b.SetBytes(int64(len(src)))
	text := []byte(src)
	file := token.NewFileSet().AddFile("fly.toml", -1, len(src))
	for b.Loop() {
		Parse(file, text)
	}
}

// Each of these takes well under a second on an idle machine, and would take
// minutes or the whole stack if some step of the
// parser were quadratic or went down without a limit.
func TestHugeInputsAreReadInLinearTime(t *testing.T) {
	const n = 100_000
	count := func(pattern string) string {
		var s strings.Builder
		for i := range n {
			fmt.Fprintf(&s, pattern, i)
		}
		return s.String()
	}
	for name, src := range map[string]string{
		"10 MB":                       large(10 << 20),
		"open brackets":               "a = " + strings.Repeat("[", n),
		"open braces":                 "a = " + strings.Repeat("{a=", n),
		"open brackets on lines":      strings.Repeat("a = [\n", n),
		"open braces on lines":        strings.Repeat("a = {\n", n),
		"open braces with other keys": count("a%d = {\n"),
		"open brackets and numbers":   "a = [\n" + strings.Repeat("[1]\n", n),
		"open triple quotes":          strings.Repeat("a = \"\"\"\\\"\n", n),
		"open quotes":                 strings.Repeat("a = [\"\n", n),
		"dots":                        strings.Repeat("a.", n) + "a = 1",
		"header dots":                 "[" + strings.Repeat("a.", n) + "a]",
		"keys":                        count("k%d = 1\n"),
		"tables":                      count("[t%d]\n"),
		"sub-tables":                  count("[t.t%d]\na = 1\n"),
		"array of tables":             strings.Repeat("[[t]]\na = 1\n", n),
		"tables of an array":          strings.Repeat("[[t]]\n[t.x]\na = 1\n", n),
		"duplicate keys":              strings.Repeat("a = 1\n", n),
		"duplicate tables":            strings.Repeat("[a]\n", n),
		"elements":                    "a = [" + strings.Repeat("1, ", n) + "]",
		"elements on lines":           "a = [\n" + strings.Repeat("1,\n", n) + "]",
		"pairs of an inline table":    "a = {" + strings.ReplaceAll(count("k%d = 1\n"), "\n", ",") + "}",
		"one long line":               strings.Repeat("x", 10<<20),
		"zero bytes":                  "a" + strings.Repeat("\x00", n),
		"carriage returns":            strings.Repeat("\r", n),
		"quotes":                      "a = " + strings.Repeat(`"`, n),
		"backslashes":                 "a = \"" + strings.Repeat(`\`, n) + "\"",
		"unknown escapes":             "a = \"\"\"" + strings.Repeat("\\q\n", n) + "\"\"\"",
		"blanks":                      "a = [" + strings.Repeat(" \n", n),
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			doc, file := parse(src)
			took := time.Since(start)
			checkTree(t, doc, file, src)
			if took > 20*time.Second {
				t.Errorf("%d bytes took %v", len(src), took)
			}
			if len(doc.Errors) > maxErrors {
				t.Errorf("%d errors", len(doc.Errors))
			}
			t.Logf("%d bytes, %d items, %d errors, %v", len(src), len(doc.Items), len(doc.Errors), took.Round(time.Millisecond))
		})
	}
}
