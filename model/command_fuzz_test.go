package model

import (
	"go/token"
	"testing"
	"testing/fstest"

	"github.com/flylint/flylint/internal/sourcetest"
	"github.com/flylint/flylint/model/flyconfig"
	"github.com/flylint/flylint/model/project"
	"github.com/flylint/flylint/model/source"
)

// FuzzMachines feeds any bytes as the files that decide what machines run:
// nothing may panic or hang, and every range must lie in a file.
func FuzzMachines(f *testing.F) {
	seed := sourcetest.Load(f, generated)
	text := func(name string) string { return string(seed.Read(name).Src) }
	f.Add(text("fly.toml"), text("Dockerfile"), text("rel/env.sh.eex"), text("rel/overlays/bin/server"), "_build\n*.md\n!a", "exec: /app/bin/server\n")
	f.Add("experimental.exec = ['sh', '-c', '/run.sh']", "FROM a\nCOPY run.sh /run.sh\nENTRYPOINT /run.sh a b\nCMD [\"litefs\", \"mount\"]",
		"case $1 in a) export A=${A:-$B};; esac", "f() { f; }; f; exec \"$@\"", "**", "- cmd: [")
	f.Add(text("fly.toml"), text("Dockerfile"), "/app/bin/server\n. /run.sh\n", "exec /app/bin/orchard start", "", "")
	f.Fuzz(func(t *testing.T, fly, image, envSh, server, ignore, litefs string) {
		fsys := fstest.MapFS{}
		for name, content := range map[string]string{
			"fly.toml": fly, "Dockerfile": image, "rel/env.sh.eex": envSh, "rel/overlays/bin/server": server,
			"run.sh": server, ".dockerignore": ignore, "litefs.yml": litefs, "mix.exs": text("mix.exs"),
		} {
			fsys[name] = &fstest.MapFile{Data: []byte(content)}
		}
		src := source.NewSources(fsys, token.NewFileSet())
		file := src.Read("fly.toml")
		d := &Deployment{Basis: &Basis{Sources: src, File: file, Dir: ".", AppDir: "."}}
		d.Fly = flyconfig.Read(file, src.TOML("fly.toml"))
		d.Mix = project.ReadMix(src, ".")
		d.Rel = ReadRel(src, ".")
		d.Image = ReadImage(src, d.Basis)
		for _, e := range []*Env{d.Env("app"), d.ReleaseEnv(), d.BuildEnv()} {
			for b := range e.All() {
				inFile(t, src, b.Range.From, b.Range.To)
			}
		}
		for _, s := range d.Command("app").Steps {
			inFile(t, src, s.From, s.To)
		}
		d.Cluster("app")
		d.Proxy("app")
		if d.Image != nil {
			d.Image.Copied("rel", d.Image.Assemble)
			Packages(d.Image.Final)
		}
	})
}

// inFile checks that a range is either absent or lies in one file.
func inFile(t *testing.T, src *source.Sources, from, to token.Pos) {
	t.Helper()
	if !from.IsValid() {
		return
	}
	f := src.FileAt(from)
	if f == nil || to < from || int(to) > f.Tok.Base()+f.Tok.Size() {
		t.Errorf("the range %d–%d lies in no file", from, to)
	}
}
