package model

import (
	"fmt"
	"testing"

	"github.com/flylint/flylint/model/source"
)

func TestProxy(t *testing.T) {
	const start = "CMD [\"/app/bin/orchard\", \"start\"]\n"
	const mount = "COPY litefs.yml /etc/\nENTRYPOINT [\"litefs\", \"mount\"]\n"
	for _, tc := range []struct{ name, dockerfile, files, want string }{
		{"none", "RUN apt-get install -y openssl\n" + start, "", "none"},
		{"litefs", mount, `
-- litefs.yml --
proxy:
  addr: ":8080"
  target: "localhost:8081"
exec:
- cmd: x
`, "litefs 8080 -> 8081"},
		{"litefs without a proxy", mount, `
-- litefs.yml --
fuse:
  dir: /litefs
`, "none"},
		{"installed", "RUN apk add nginx\n" + start, "", "nginx 0 -> 0"},
		{"copied", "COPY --from=caddy:2 /usr/bin/caddy /usr/bin/caddy\n" + start, "", "caddy 0 -> 0"},
		{"started", "CMD [\"sh\", \"-c\", \"haproxy -f x & exec bin/orchard start\"]\n", "", "haproxy 0 -> 0"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			d := imageDeployment(t, "", "-- Dockerfile --\nFROM debian\n"+tc.dockerfile+tc.files)
			got := "none"
			if p := d.Proxy("app"); p != nil {
				got = fmt.Sprintf("%s %d -> %d", p.Name, p.Port, p.Target)
				if !p.IsValid() {
					t.Error("nothing to point at")
				}
			}
			if got != tc.want {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}

func TestLiteFS(t *testing.T) {
	l := imageDeployment(t, "", `
-- Dockerfile --
FROM debian
-- litefs.yml --
# LiteFS
fuse:
  dir: "/litefs"
data:
  dir: '/var/lib/litefs' # on the volume
proxy:
  addr: ":8080"
lease:
  type: consul
  promote: true
exec: "/app/bin/server"
`).LiteFS()
	for _, v := range []struct {
		got             source.Value[string]
		text, raw, path string
	}{
		{l.FuseDir, "/litefs", `"/litefs"`, "fuse.dir"},
		{l.DataDir, "/var/lib/litefs", `'/var/lib/litefs'`, "data.dir"},
		{l.ProxyAddr, ":8080", `":8080"`, "proxy.addr"},
		{l.LeaseType, "consul", "consul", "lease.type"},
		{l.Promote, "true", "true", "lease.promote"},
		{l.Exec[0].Cmd, "/app/bin/server", `"/app/bin/server"`, "exec"},
	} {
		if v.got.V != v.text || l.File.Text(v.got.Range) != v.raw || v.got.Path != v.path {
			t.Errorf("%s: %q written as %q", v.got.Path, v.got.V, l.File.Text(v.got.Range))
		}
	}
	if l.ProxyTarget.Set || l.ProxyTarget.Path != "proxy.target" {
		t.Errorf("proxy.target: %+v", l.ProxyTarget)
	}
}

func TestLiteFSBroken(t *testing.T) {
	for _, text := range []string{
		"", "\t: [", "- a\n- b\n", "exec: {a: b}\n", "&a [*a]\n", "proxy: 1\nexec:\n  - 2\n", "é: é\nproxy: [é]\n",
	} {
		d := imageDeployment(t, "", "-- Dockerfile --\nFROM debian\n-- litefs.yml --\n"+text)
		if l := d.LiteFS(); l == nil || l.ProxyAddr.Set {
			t.Errorf("%q: %+v", text, l)
		}
	}
}
