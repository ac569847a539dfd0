package source

import (
	"bytes"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// Target is a deployment that was found and not yet read.
type Target struct {
	Config string // the fly config file
	Dir    string // the directory fly deploy is run in
	AppDir string // the directory of mix.exs; "" when no Elixir project belongs to it
	Unread bool   // a fly.json or fly.yaml, which flylint does not read yet
}

// ErrNotFound is returned for a path that does not exist.
var ErrNotFound = errors.New("no such file or directory")

// Discover finds the deployments that start means: for a directory every one
// below it, for a fly config that one, for another file those that own it.
// Hidden directories and those that tools fill (_build, deps, node_modules)
// are not entered.
func Discover(fsys fs.FS, start string) ([]Target, error) {
	info, err := fs.Stat(fsys, start)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, &fs.PathError{Op: "find", Path: start, Err: ErrNotFound}
	case err != nil:
		return nil, err
	case info.IsDir():
		return below(fsys, start)
	case isConfig(start) || strings.HasSuffix(start, ".toml") && looksLikeFly(fsys, start):
		return []Target{target(fsys, start)}, nil
	}
	return owners(fsys, start)
}

// below lists the deployments in dir and its sub-directories, in path order.
func below(fsys fs.FS, dir string) ([]Target, error) {
	var targets []Target
	s := search{fsys: fsys, start: dir, found: func(f Found) bool {
		targets = append(targets, f.Target)
		return true
	}}
	return targets, s.below(dir)
}

// Skipped reports whether a directory of that name holds nothing that a person
// of the project wrote.
func Skipped(name string) bool {
	switch name {
	case "_build", "deps", "node_modules":
		return true
	}
	return strings.HasPrefix(name, ".")
}

// isConfig reports whether a path is named as fly configs are: fly.toml,
// fly.<anything>.toml, fly-<anything>.toml, fly/<anything>.toml, and the two
// other formats.
func isConfig(p string) bool {
	base := path.Base(p)
	if unread(base) {
		return true
	}
	if !strings.HasSuffix(base, ".toml") {
		return false
	}
	return base == "fly.toml" || strings.HasPrefix(base, "fly.") || strings.HasPrefix(base, "fly-") || path.Base(path.Dir(p)) == "fly"
}

func unread(base string) bool { return base == "fly.json" || base == "fly.yaml" }

// looksLikeFly reports whether a TOML file with a name of its own is a fly
// config: it is given to fly deploy with --config.
func looksLikeFly(fsys fs.FS, p string) bool {
	src, err := readFile(fsys, p)
	if err != nil {
		return false
	}
	for _, line := range bytes.Split(src, []byte("\n")) {
		for _, sign := range []string{"primary_region", "[http_service]", "[[services]]", "[[vm]]", "kill_signal"} {
			if bytes.HasPrefix(bytes.TrimSpace(line), []byte(sign)) {
				return true
			}
		}
	}
	return false
}

// owners finds the deployments a file takes part in: those of the nearest
// directory above it that has any, else those whose app lies around the file.
func owners(fsys fs.FS, file string) ([]Target, error) {
	if found := above(fsys, file); len(found) > 0 {
		return found, nil
	}
	all, err := below(fsys, ".")
	return slices.DeleteFunc(all, func(t Target) bool { return t.AppDir == "" || !Inside(t.AppDir, file) }), err
}

// Above finds the deployments of a file without looking into directories that
// do not lie above it: the file itself when it is a fly config, else those of
// the nearest directory above it that has any. The file need not exist.
func Above(fsys fs.FS, file string) []Target {
	if isConfig(file) || strings.HasSuffix(file, ".toml") && looksLikeFly(fsys, file) {
		return []Target{target(fsys, file)}
	}
	return above(fsys, file)
}

func above(fsys fs.FS, file string) []Target {
	for dir := path.Dir(file); ; dir = path.Dir(dir) {
		if found := directlyIn(fsys, dir); len(found) > 0 || dir == "." || dir == "/" {
			return found
		}
	}
}

// directlyIn lists the deployments whose config stands in dir or dir/fly.
func directlyIn(fsys fs.FS, dir string) []Target {
	var found []Target
	for _, d := range []string{dir, path.Join(dir, "fly")} {
		entries, err := fs.ReadDir(fsys, d)
		if err != nil {
			continue
		}
		for _, e := range entries {
			if p := path.Join(d, e.Name()); !e.IsDir() && isConfig(p) {
				found = append(found, target(fsys, p))
			}
		}
	}
	return found
}

// target works out where a config is deployed from and which app it deploys.
func (d *dirs) target(config string) Target {
	dir := deployDir(config)
	return Target{Config: config, Dir: dir, AppDir: d.appDir(dir), Unread: unread(path.Base(config))}
}

func target(fsys fs.FS, config string) Target { return newDirs(fsys, deployDir(config)).target(config) }

// deployDir is where a config is deployed from: its directory, or the one above
// a directory of configs.
func deployDir(config string) string {
	dir := path.Dir(config)
	if path.Base(dir) == "fly" && path.Base(config) != "fly.toml" {
		return path.Dir(dir)
	}
	return dir
}

// appDir is the directory of the mix.exs that belongs to a config in dir: dir
// itself, unless its Dockerfile builds a project below it, else the one
// directory below it that the Dockerfile builds, else the nearest above it,
// unless dir is the home of another kind of project.
func (d *dirs) appDir(dir string) string {
	if d.hasFile(dir, "mix.exs") {
		if child := d.builtChild(dir); child != "" {
			return child
		}
		return dir
	}
	if child := d.onlyMixChild(dir); child != "" {
		return child
	}
	if d.otherProject(dir) {
		return ""
	}
	for dir != "." && dir != "/" {
		dir = path.Dir(dir)
		if d.hasFile(dir, "mix.exs") {
			return dir
		}
	}
	return ""
}

// builtChild is the project below dir that dir's Dockerfile makes a release of,
// though there is a mix.exs in dir: so does a library that deploys its demo. It
// shows by what only a release takes, config/runtime.exs.
func (d *dirs) builtChild(dir string) string {
	const settings = "config/runtime.exs"
	if !d.hasFile(dir, "Dockerfile") {
		return ""
	}
	docker, err := readFile(d.fsys, path.Join(dir, "Dockerfile"))
	if err != nil || !bytes.Contains(docker, []byte("/mix.exs")) {
		return ""
	}
	child := ""
	for line := range bytes.Lines(docker) {
		words := bytes.Fields(line)
		if len(words) == 0 || !bytes.EqualFold(words[0], []byte("COPY")) {
			continue
		}
		for _, word := range words[1:] {
			name, takes := strings.CutSuffix(path.Clean(string(word)), settings)
			switch {
			case !takes || strings.HasPrefix(name, "/"):
			case name == "":
				return "" // of dir itself
			case child == "" && bytes.Contains(docker, []byte(name+"mix.exs")) && d.hasFile(path.Join(dir, name), "mix.exs"):
				child = path.Join(dir, name)
			}
		}
	}
	return child
}

// onlyMixChild is the single sub-directory of dir with a mix.exs, provided that
// dir's Dockerfile runs mix.
func (d *dirs) onlyMixChild(dir string) string {
	name := path.Join(dir, "Dockerfile")
	if !d.isFile(name) {
		return ""
	}
	docker, err := readFile(d.fsys, name)
	if err != nil || !bytes.Contains(docker, []byte("mix ")) {
		return ""
	}
	child := ""
	for _, e := range d.list(dir).entries {
		if p := path.Join(dir, e.Name()); e.IsDir() && !Skipped(e.Name()) && d.hasFile(p, "mix.exs") {
			if child != "" {
				return ""
			}
			child = p
		}
	}
	return child
}

// otherProject reports whether dir builds something of its own, so that an
// Elixir project above it is not what its fly config deploys.
func (d *dirs) otherProject(dir string) bool {
	for _, name := range []string{"Dockerfile", "dockerfile", "package.json", "go.mod", "Cargo.toml", "Gemfile", "pyproject.toml", "requirements.txt", "composer.json", "deno.json"} {
		if d.hasFile(dir, name) {
			return true
		}
	}
	return false
}

func (d *dirs) hasFile(dir, name string) bool { return d.isFile(path.Join(dir, name)) }

// Inside reports whether file lies in dir or below it.
func Inside(dir, file string) bool {
	return dir == "." || file == dir || strings.HasPrefix(file, dir+"/")
}
