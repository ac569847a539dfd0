package source

import (
	"errors"
	"slices"
	"testing"
	"testing/fstest"
)

func files(paths ...string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for _, p := range paths {
		fsys[p] = &fstest.MapFile{Data: []byte("FROM x\nRUN mix release\n")}
	}
	return fsys
}

func with(fsys fstest.MapFS, name, text string) fstest.MapFS {
	fsys[name] = &fstest.MapFile{Data: []byte(text)}
	return fsys
}

func TestDiscover(t *testing.T) {
	for _, c := range []struct {
		name  string
		fsys  fstest.MapFS
		start string
		want  []Target
	}{
		{"one app", files("fly.toml", "mix.exs"), ".",
			[]Target{{Config: "fly.toml", Dir: ".", AppDir: "."}}},
		{"staging and production", files("fly.production.toml", "fly.staging.toml", "mix.exs"), ".",
			[]Target{{Config: "fly.production.toml", Dir: ".", AppDir: "."}, {Config: "fly.staging.toml", Dir: ".", AppDir: "."}}},
		{"with a hyphen", files("fly-prod.toml", "fly-stg.toml", "mix.exs"), ".",
			[]Target{{Config: "fly-prod.toml", Dir: ".", AppDir: "."}, {Config: "fly-stg.toml", Dir: ".", AppDir: "."}}},
		{"a directory of configs", files("fly/blue.toml", "fly/green.toml", "mix.exs"), ".",
			[]Target{{Config: "fly/blue.toml", Dir: ".", AppDir: "."}, {Config: "fly/green.toml", Dir: ".", AppDir: "."}}},
		{"an app in a sub-directory", files("server/fly.toml", "server/mix.exs", "README.md"), ".",
			[]Target{{Config: "server/fly.toml", Dir: "server", AppDir: "server"}}},
		{"config above the app it builds", files("fly.toml", "Dockerfile", "backend/mix.exs"), ".",
			[]Target{{Config: "fly.toml", Dir: ".", AppDir: "backend"}}},
		{"a library that deploys its demo", with(files("fly.toml", "mix.exs", "demo/mix.exs"), "Dockerfile",
			"# Changes to config/runtime.exs come late\nCOPY mix.exs ./\nWORKDIR /lib/app\nCOPY demo/mix.exs ./\nCOPY demo/config/runtime.exs config/\nRUN mix release\n"), ".",
			[]Target{{Config: "fly.toml", Dir: ".", AppDir: "demo"}}},
		{"an app with a library of its own", with(files("fly.toml", "mix.exs", "engine/mix.exs"), "Dockerfile",
			"COPY mix.exs ./\nCOPY engine/mix.exs engine/\nCOPY config/runtime.exs config/\nRUN mix release\n"), ".",
			[]Target{{Config: "fly.toml", Dir: ".", AppDir: "."}}},
		{"config in a folder of its own", files("mix.exs", "infra/2026/fly.toml"), ".",
			[]Target{{Config: "infra/2026/fly.toml", Dir: "infra/2026", AppDir: "."}}},
		{"another kind of project below the app", files("mix.exs", "fly.toml", "proxy/fly.toml", "proxy/Dockerfile"), ".",
			[]Target{{Config: "fly.toml", Dir: ".", AppDir: "."}, {Config: "proxy/fly.toml", Dir: "proxy"}}},
		{"no Elixir at all", files("fly.toml", "go.mod"), ".",
			[]Target{{Config: "fly.toml", Dir: "."}}},
		{"formats not read yet", files("fly.json", "a/fly.yaml"), ".",
			[]Target{{Config: "a/fly.yaml", Dir: "a", Unread: true}, {Config: "fly.json", Dir: ".", Unread: true}}},
		{"what tools fill is not entered", files("deps/x/fly.toml", "_build/fly.toml", ".git/fly.toml", "node_modules/fly.toml"), ".", nil},
		{"a file means the deployment that owns it", files("a/fly.toml", "a/mix.exs", "a/config/runtime.exs", "b/fly.toml"), "a/config/runtime.exs",
			[]Target{{Config: "a/fly.toml", Dir: "a", AppDir: "a"}}},
		{"also when the config stands elsewhere", files("infra/fly.toml", "mix.exs", "config/runtime.exs"), "config/runtime.exs",
			[]Target{{Config: "infra/fly.toml", Dir: "infra", AppDir: "."}}},
		{"a directory named explicitly is entered", files("deps/x/fly.toml"), "deps/x",
			[]Target{{Config: "deps/x/fly.toml", Dir: "deps/x"}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := Discover(c.fsys, c.start)
			if err != nil || !slices.Equal(got, c.want) {
				t.Errorf("got %+v, %v\nwant %+v", got, err, c.want)
			}
		})
	}
}

func TestDiscoverNamedConfig(t *testing.T) {
	fsys := fstest.MapFS{
		"deploy/prod.toml":  {Data: []byte("app = \"x\"\nprimary_region = \"fra\"\n")},
		"deploy/other.toml": {Data: []byte("[package]\nname = \"x\"\n")},
	}
	if got, err := Discover(fsys, "deploy/prod.toml"); err != nil || len(got) != 1 {
		t.Errorf("a fly config with a name of its own: %v, %v", got, err)
	}
	if got, err := Discover(fsys, "deploy/other.toml"); err != nil || len(got) != 0 {
		t.Errorf("another TOML file is no config: %v, %v", got, err)
	}
}

func TestDiscoverMissing(t *testing.T) {
	if _, err := Discover(files("fly.toml"), "nowhere"); !errors.Is(err, ErrNotFound) {
		t.Errorf("err = %v, want ErrNotFound", err)
	}
}
