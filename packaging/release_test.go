package packaging

import (
	"archive/tar"
	"archive/zip"
	"compress/gzip"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	_ "github.com/flylint/flylint/internal/golden" // for -update
	"github.com/flylint/flylint/internal/oracle"
)

// dist is what .ci/release made; nothing else makes it, since that takes minutes.
func dist(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("FLYLINT_DIST")
	if dir == "" {
		t.Skip("no release was made to look at: .ci/release makes one")
	}
	return dir
}

// one is the file of a release that a pattern means.
func one(t *testing.T, pattern string) string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(dist(t), pattern))
	if err != nil || len(found) != 1 {
		t.Fatalf("%s means %q (%v), not one file", pattern, found, err)
	}
	return found[0]
}

func output(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(name, args...).Output()
	if err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			err = fmt.Errorf("%w\n%s", err, exit.Stderr)
		}
		t.Fatalf("%s %s: %v", name, strings.Join(args, " "), err)
	}
	return string(out)
}

// TestArchives: every system gets the same files, and none says when it was made.
func TestArchives(t *testing.T) {
	dist(t)
	commit, err := strconv.ParseInt(strings.TrimSpace(output(t, "git", "show", "--no-patch", "--format=%ct", "HEAD")), 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	beside := []string{
		"CHANGELOG.md", "LICENSE", "README.md",
		"completions/_flylint", "completions/flylint.bash", "completions/flylint.fish", "completions/flylint.ps1",
	}
	for _, system := range []string{"linux", "darwin", "windows"} {
		for _, arch := range []string{"amd64", "arm64"} {
			t.Run(system+"-"+arch, func(t *testing.T) {
				var got map[string]time.Time
				want := append(slices.Clone(beside), "flylint.1")
				if system == "windows" {
					got, want = zipped(t, one(t, "flylint_*_windows_"+arch+".zip")), append(want, "flylint.exe")
				} else {
					got, want = tarred(t, one(t, "flylint_*_"+system+"_"+arch+".tar.gz")), append(want, "flylint")
				}
				slices.Sort(want)
				if diff := cmp.Diff(want, slices.Sorted(maps.Keys(got))); diff != "" {
					t.Errorf("the archive holds (-want +got)\n%s", diff)
				}
				for name, made := range got {
					if made.Unix() != commit {
						t.Errorf("%s bears the time %s, not the commit's", name, made)
					}
				}
			})
		}
	}
}

// tarred is what an archive holds, and the time that each file bears.
func tarred(t *testing.T, file string) map[string]time.Time {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	unzipped, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	entries := map[string]time.Time{}
	for r := tar.NewReader(unzipped); ; {
		header, err := r.Next()
		if errors.Is(err, io.EOF) {
			return entries
		}
		if err != nil {
			t.Fatal(err)
		}
		entries[header.Name] = header.ModTime
	}
}

// zipped is tarred for the other kind of archive.
func zipped(t *testing.T, file string) map[string]time.Time {
	t.Helper()
	r, err := zip.OpenReader(file)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	entries := map[string]time.Time{}
	for _, f := range r.File {
		entries[f.Name] = f.Modified
	}
	return entries
}

// TestChecksums: everything that can be downloaded has one, and it is right.
func TestChecksums(t *testing.T) {
	text, err := os.ReadFile(one(t, "checksums.txt"))
	if err != nil {
		t.Fatal(err)
	}
	var listed []string
	for line := range strings.Lines(string(text)) {
		sum, name, _ := strings.Cut(strings.TrimSpace(line), "  ")
		bytes, err := os.ReadFile(filepath.Join(dist(t), name))
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprintf("%x", sha256.Sum256(bytes)); got != sum {
			t.Errorf("%s is %s, not %s", name, got, sum)
		}
		listed = append(listed, name)
	}
	for _, pattern := range []string{"*.tar.gz", "*.zip", "*.deb", "*.rpm", "*.cdx.json"} {
		found, err := filepath.Glob(filepath.Join(dist(t), pattern))
		if err != nil || len(found) == 0 {
			t.Errorf("there is no %s (%v)", pattern, err)
		}
		for _, file := range found {
			if !slices.Contains(listed, filepath.Base(file)) {
				t.Errorf("%s has no checksum", filepath.Base(file))
			}
		}
	}
}

// TestBinary: it knows what it is, and needs nothing of the system.
func TestBinary(t *testing.T) {
	binary := one(t, "flylint_linux_amd64_v1/flylint")
	version := output(t, binary, "version")
	commit := strings.TrimSpace(output(t, "git", "rev-parse", "HEAD"))
	if !strings.HasPrefix(version, "flylint v") || !strings.Contains(version, "commit  "+commit+" of 20") {
		t.Errorf("it says\n%s", version)
	}
	built := output(t, "go", "version", "-m", binary)
	for _, setting := range []string{"-trimpath=true", "CGO_ENABLED=0"} {
		if !strings.Contains(built, setting) {
			t.Errorf("it was not built with %s\n%s", setting, built)
		}
	}
}

// installed is what both packages put where.
var installed = []string{
	"/usr/bin/flylint",
	"/usr/share/man/man1/flylint.1.gz",
	"/usr/share/bash-completion/completions/flylint",
	"/usr/share/fish/vendor_completions.d/flylint.fish",
	"/usr/share/doc/flylint/copyright",
}

func TestDeb(t *testing.T) {
	dpkg := oracle.Need(t, "dpkg-deb", "apt-get install dpkg")
	file := one(t, "flylint_*_amd64.deb")
	list := output(t, dpkg, "--contents", file)
	for _, path := range append(slices.Clone(installed), "/usr/share/zsh/vendor-completions/_flylint") {
		if !strings.Contains(list, " ."+path+"\n") {
			t.Errorf("%s is not in the package\n%s", path, list)
		}
	}
	root := t.TempDir()
	output(t, dpkg, "--extract", file, root)
	if version := output(t, filepath.Join(root, "usr/bin/flylint"), "version"); !strings.HasPrefix(version, "flylint v") {
		t.Errorf("what it installs says %q", version)
	}
}

func TestRPM(t *testing.T) {
	dist(t) // without a release, nobody needs rpm
	rpm := oracle.Need(t, "rpm", "apt-get install rpm")
	list := output(t, rpm, "--query", "--list", "--package", one(t, "flylint-*.x86_64.rpm"))
	for _, path := range append(slices.Clone(installed), "/usr/share/zsh/site-functions/_flylint") {
		if !strings.Contains(list, path+"\n") {
			t.Errorf("%s is not in the package\n%s", path, list)
		}
	}
}

// TestBillOfMaterials lets CycloneDX's own validator judge every list.
func TestBillOfMaterials(t *testing.T) {
	node := oracle.Need(t, "node", "apt-get install nodejs")
	if _, err := os.Stat("../internal/hooks/npm/node_modules/@cyclonedx/cyclonedx-library"); err != nil {
		oracle.Absent(t, "@cyclonedx/cyclonedx-library", "npm install --no-save --ignore-scripts --prefix internal/hooks/npm")
	}
	files, err := filepath.Glob(filepath.Join(dist(t), "*.cdx.json"))
	if err != nil || len(files) != 6 {
		t.Fatalf("%d lists (%v), want one for each system and processor", len(files), err)
	}
	for _, file := range files {
		output(t, node, "testdata/validate-bom.cjs", file)
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(text), `"purl": "pkg:golang/github.com/spf13/cobra@v`) {
			t.Errorf("%s does not list what is linked", file)
		}
	}
}

// TestCask: it names the archives of this release, with their checksums.
func TestCask(t *testing.T) {
	cask, err := os.ReadFile(one(t, "homebrew/Casks/flylint.rb"))
	if err != nil {
		t.Fatal(err)
	}
	sums, err := os.ReadFile(one(t, "checksums.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(sums)) {
		sum, name, _ := strings.Cut(strings.TrimSpace(line), "  ")
		if strings.HasSuffix(name, ".tar.gz") && !strings.Contains(string(cask), sum) {
			t.Errorf("the cask has no checksum of %s\n%s", name, cask)
		}
	}
	for _, want := range []string{`manpage "flylint.1"`, `bash_completion "completions/flylint.bash"`, `binary "flylint"`} {
		if !strings.Contains(string(cask), want) {
			t.Errorf("the cask lacks %s\n%s", want, cask)
		}
	}
}
