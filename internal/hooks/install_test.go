package hooks

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/module"
	modzip "golang.org/x/mod/zip"
)

const modulePath = "github.com/flylint/flylint"

// TestOneCommand: pre-commit and people run go install ./..., which installs
// every main package of the module.
func TestOneCommand(t *testing.T) {
	out, err := run("../..", "go", "list", "-f", "{{if eq .Name \"main\"}}{{.ImportPath}}{{end}}", "./...")
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Fields(out); len(got) != 1 || got[0] != modulePath+"/cmd/flylint" {
		t.Errorf("go install ./... installs %q", got)
	}
}

// TestInstallByVersion does what documentation tells people to do.
func TestInstallByVersion(t *testing.T) {
	bin := t.TempDir()
	cmd := exec.Command("go", "install", modulePath+"/cmd/flylint@"+publishedTag)
	cmd.Env = append(moduleProxy(t), "GOBIN="+bin)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %v\n%s", cmd.Args, err, out)
	}
	out, err := run(bin, "./flylint", "version")
	if err != nil {
		t.Fatal(err)
	}
	if want := "flylint " + publishedTag + "\n"; !strings.HasPrefix(out, want) {
		t.Errorf("flylint version says %q, not %q", out, want)
	}
}

// moduleProxy is an environment in which Go takes modules from files: this
// checkout under publishedTag, and the local cache for the rest.
func moduleProxy(t *testing.T) []string {
	t.Helper()
	proxy := t.TempDir()
	publishModule(t, proxy)
	cache, err := run(".", "go", "env", "GOMODCACHE")
	if err != nil {
		t.Fatal(err)
	}
	return append(os.Environ(),
		"GOPROXY=file://"+proxy+",file://"+filepath.Join(strings.TrimSpace(cache), "cache", "download"),
		"GOMODCACHE="+t.TempDir(), // the real one must not learn of this version
		"GOSUMDB=off",
		"GOFLAGS=-trimpath -modcacherw",
	)
}

// publishModule writes this checkout into a module proxy at dir.
func publishModule(t *testing.T, dir string) {
	t.Helper()
	repository := repository(t)
	var archive bytes.Buffer
	version := module.Version{Path: modulePath, Version: publishedTag}
	if err := modzip.CreateFromDir(&archive, version, repository); err != nil {
		t.Fatal(err)
	}
	gomod, err := os.ReadFile(filepath.Join(repository, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	info := `{"Version": "` + publishedTag + `", "Time": "` + time.Unix(0, 0).UTC().Format(time.RFC3339) + `"}`
	at := filepath.Join(dir, modulePath, "@v")
	if err := os.MkdirAll(at, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string][]byte{
		"list":                 []byte(publishedTag + "\n"),
		publishedTag + ".info": []byte(info),
		publishedTag + ".mod":  gomod,
		publishedTag + ".zip":  archive.Bytes(),
	} {
		if err := os.WriteFile(filepath.Join(at, name), text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
