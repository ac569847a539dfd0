package packaging

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	yaml "go.yaml.in/yaml/v3"

	"github.com/flylint/flylint/internal/oracle"
)

// TestReproducible builds the committed sources as a release does, in two
// directories and with nothing shared but the modules, and compares the bytes.
func TestReproducible(t *testing.T) {
	if testing.Short() {
		t.Skip("it compiles everything from the start")
	}
	oracle.Need(t, "git", "apt-get install git")
	usual, err := exec.Command("go", "env", "GOCACHE").Output()
	if err != nil {
		t.Fatal(err)
	}
	first := build(t, filepath.Join(t.TempDir(), "here"), strings.TrimSpace(string(usual)))
	second := build(t, filepath.Join(t.TempDir(), "another", "place"), t.TempDir())
	if !bytes.Equal(first, second) {
		t.Error("two builds of one commit differ")
	}
}

// build clones the repository to dir and builds it there with a cache of
// compiled packages.
func build(t *testing.T, dir, cache string) []byte {
	t.Helper()
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("git", "clone", "--quiet", "--no-hardlinks", root, dir).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	config := releaseBuild(t, dir)
	args := append([]string{"build", "-o", "built"}, config.Flags...)
	cmd := exec.Command("go", append(args, "-ldflags", strings.Join(config.LDFlags, " "), config.Main)...)
	cmd.Dir = dir
	cmd.Env = append(append(os.Environ(), config.Env...), "GOCACHE="+cache)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	binary, err := os.ReadFile(filepath.Join(dir, "built"))
	if err != nil {
		t.Fatal(err)
	}
	return binary
}

// goreleaserBuild is how .goreleaser.yaml says to build.
type goreleaserBuild struct {
	Main    string
	Env     []string
	Flags   []string
	LDFlags []string `yaml:"ldflags"`
}

// releaseBuild reads it, with the placeholders left as they are: they are text
// in the binary like any other.
func releaseBuild(t *testing.T, dir string) goreleaserBuild {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, ".goreleaser.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var config struct{ Builds []goreleaserBuild }
	if err := yaml.Unmarshal(text, &config); err != nil || len(config.Builds) != 1 {
		t.Fatalf("%d builds (%v)", len(config.Builds), err)
	}
	b := config.Builds[0]
	for i, flag := range b.LDFlags {
		b.LDFlags[i] = strings.NewReplacer("{{ .", "", " }}", "").Replace(flag)
	}
	return b
}
