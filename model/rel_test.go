package model

import (
	"go/token"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/flylint/flylint/internal/sourcetest"
	"github.com/flylint/flylint/model/source"
)

// deployment loads the deployment of fly.toml in a project written as txtar.
func deployment(t testing.TB, archive string) *Deployment {
	t.Helper()
	return secretDeployment(t, archive, nil)
}

// secretDeployment is deployment with a list of secrets.
func secretDeployment(t testing.TB, archive string, secrets *Secrets) *Deployment {
	t.Helper()
	src := sourcetest.Load(t, archive)
	app := ""
	if src.Exists("mix.exs") {
		app = "."
	}
	d := Load(src, source.Target{Config: "fly.toml", Dir: ".", AppDir: app}, Known{Secrets: secrets})
	if d == nil {
		t.Fatal("the archive has no fly.toml")
	}
	return d
}

func TestReadRel(t *testing.T) {
	src := sourcetest.Load(t, `
-- rel/env.sh.eex --
# export RELEASE_DISTRIBUTION=name
export ECTO_IPV6=true
-- rel/env.sh --
export NOT=read
-- rel/vm.args.eex --
# -name commented
-proto_dist inet6_tcp
   +S 2:2

-- rel/overlays/bin/server --
#!/bin/sh
exec ./orchard start
-- rel/overlays/bin/tool --
#!/usr/bin/env python3
print("no shell script")
-- rel/overlays/etc/list.txt --
-- rel/overlays/bin/windows --
`+"#!/bin/sh\r\nexec ./orchard start\r\n")
	rel := ReadRel(src, ".")

	var overlays []string
	for _, o := range rel.Overlays {
		overlays = append(overlays, o.Path+" from "+o.Source)
	}
	want := []string{
		"bin/server from rel/overlays/bin/server",
		"bin/tool from rel/overlays/bin/tool",
		"bin/windows from rel/overlays/bin/windows",
		"etc/list.txt from rel/overlays/etc/list.txt",
	}
	if diff := cmp.Diff(want, overlays); diff != "" {
		t.Errorf("overlays (-want +got):\n%s", diff)
	}
	if rel.EnvSh == nil || rel.EnvSh.File.Path != "rel/env.sh.eex" {
		t.Errorf("env.sh is %v; mix release reads rel/env.sh.eex only", rel.EnvSh)
	}
	if s := rel.Script(rel.Overlay("bin/tool")); s != nil {
		t.Error("a Python program was read as a shell script")
	}
	if s := rel.Script(rel.Overlay("bin/windows")); s == nil || !s.HasCRLF {
		t.Error("the CR LF of bin/windows was not noticed")
	}
	if s := rel.Script(rel.Overlay("bin/server")); s == nil || s.HasCRLF {
		t.Error("bin/server was not read, or CR LF seen where there is none")
	}
	if rel.RemoteVMArgs != nil || rel.Overlay("bin/absent") != nil {
		t.Error("files that do not exist were found")
	}
}

func TestVMArgs(t *testing.T) {
	src := sourcetest.Load(t, "-- rel/vm.args.eex --\n## -name no\n-proto_dist inet6_tcp\n  +S 2:2  \n<%# note %>\n")
	args := ReadRel(src, "").VMArgs
	var got []string
	for _, l := range args.Lines {
		got = append(got, l.Flag+"|"+l.Value+"|"+args.File.Text(l.Range))
	}
	want := []string{"-proto_dist|inet6_tcp|-proto_dist inet6_tcp", "+S|2:2|+S 2:2"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestOverlayModes(t *testing.T) {
	fsys := fstest.MapFS{
		"rel/overlays/bin/yes": {Data: []byte("#!/bin/sh\n"), Mode: 0o755},
		"rel/overlays/bin/no":  {Data: []byte("#!/bin/sh\n"), Mode: 0o644},
	}
	rel := ReadRel(source.NewSources(fsys, token.NewFileSet()), ".")
	if !rel.Overlay("bin/yes").Executable || rel.Overlay("bin/no").Executable {
		t.Errorf("executable: %+v", rel.Overlays)
	}
}

func TestNoRel(t *testing.T) {
	if rel := ReadRel(sourcetest.Load(t, "-- mix.exs --\n"), "."); rel != nil {
		t.Errorf("a rel/ was made up: %+v", rel)
	}
	var none *Rel
	if none.Overlay("bin/server") != nil {
		t.Error("a Rel that is nil has an overlay")
	}
}
