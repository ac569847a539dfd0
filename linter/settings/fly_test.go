package settings

import (
	"go/token"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/zclconf/go-cty/cty"

	"github.com/flylint/flylint/model"
	"github.com/flylint/flylint/model/flyconfig"
	"github.com/flylint/flylint/model/source"
)

// TestEveryFlyKeyHasItsType looks every key of flyctl's up in an empty config
// and in one that writes it: the value has the type that the path promises.
func TestEveryFlyKeyHasItsType(t *testing.T) {
	fsys := fstest.MapFS{"fly.toml": {Data: []byte(everything)}, "empty/fly.toml": {Data: []byte("\n")}}
	full, empty := deployment(t, fsys, "fly.toml"), deployment(t, fsys, "empty/fly.toml")
	if got := lookFly(full, nil).value.Type(); !got.Equals(flyType()) {
		t.Errorf("the whole config: %s", mismatch(got, flyType()))
	}
	keys := 0
	eachKey(flyconfig.TableRoot, nil, func(steps []step) {
		keys++
		root, _ := rootCalled("fly")
		want, _, problem := typeAt(root, steps)
		if problem != "" {
			t.Errorf("%s: %s", pathText("fly", steps), problem)
			return
		}
		for name, d := range map[string]*model.Deployment{"full": full, "empty": empty} {
			v := verdict{seen: map[string]seen{}}
			found := v.ask(d, &ref{name: "x", root: root, steps: steps, typ: want})
			if got := found.value.Type(); want != cty.DynamicPseudoType && !got.Equals(want) {
				t.Errorf("%s, %s: the type is %s, not %s", pathText("fly", steps), name, got.FriendlyName(), want.FriendlyName())
			}
			if !found.at.IsValid() || d.Sources.FileAt(found.at.From) == nil {
				t.Errorf("%s, %s: it has no place", pathText("fly", steps), name)
			}
		}
	})
	if keys < 150 {
		t.Errorf("only %d keys were asked for", keys)
	}
}

func mismatch(got, want cty.Type) string {
	for name, t := range want.AttributeTypes() {
		if !got.HasAttribute(name) || !got.AttributeType(name).Equals(t) {
			return name
		}
	}
	return "it has more attributes than it should"
}

// eachKey visits the paths of all keys, through the first element of lists.
func eachKey(t flyconfig.Table, above []step, visit func([]step)) {
	for _, k := range t.Keys() {
		if k.Alias != "" {
			continue
		}
		path := slices.Concat(above, []step{{name: k.Name}})
		visit(path)
		switch k.Form {
		case flyconfig.FormTables, flyconfig.FormCastTables:
			path = append(path, step{})
		case flyconfig.FormNamedTables:
			path = append(path, step{name: "alive"})
		}
		if k.Child != flyconfig.TableNone {
			eachKey(k.Child, path, visit)
		}
	}
}

// everything writes a key of each form.
const everything = `app = "night-ferry"
kill_timeout = 10
[build]
[build.args]
A = "b"
[deploy]
max_unavailable = 0.5
[deploy.release_command_vm]
size = "shared-cpu-1x"
[env]
PORT = 4000
[processes]
web = "x"
[experimental]
cmd = "one"
[experimental.attached.secrets.export]
A = "B"
[[mounts]]
initial_size = 3
[http_service]
internal_port = 8080
auto_stop_machines = true
[http_service.http_options.response.headers]
X = false
[[http_service.http_options.replay_cache]]
name = "x"
[[http_service.checks]]
timeout = "1s"
headers = { a = "b" }
[[services]]
internal_port = "8080"
[[services.ports]]
handlers = ["http"]
[services.concurrency]
soft_limit = 1
[[services.tcp_checks]]
interval = 1000
[[services.http_checks]]
interval = 1000
[checks.alive]
type = "tcp"
[[files]]
guest_path = "/x"
[[machine_checks]]
command = ["x"]
[[restart]]
retries = 2
[[vm]]
memory = 512
[[statics]]
guest_path = "/x"
[[metrics]]
port = 9091
`

func deployment(t testing.TB, fsys fstest.MapFS, config string) *model.Deployment {
	t.Helper()
	targets, err := source.Discover(fsys, config)
	if err != nil || len(targets) != 1 {
		t.Fatalf("%d targets, %v", len(targets), err)
	}
	return model.Load(source.NewSources(fsys, token.NewFileSet()), targets[0], model.Known{})
}
