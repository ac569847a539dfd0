package editors

import (
	"archive/zip"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flylint/flylint/internal/oracle"
)

// maxExtensionSize is how big the packaged extension may be: it is code and a
// page of text, and no server.
const maxExtensionSize = 200_000

// vscodeCopy is the extension's directory in a scratch place, where building
// leaves no traces in the checkout.
func vscodeCopy(t *testing.T) string {
	t.Helper()
	modules := absolute(t, "vscode/node_modules")
	if _, err := os.Stat(modules); err != nil {
		oracle.Absent(t, "what the extension is built with", "npm ci --ignore-scripts --prefix editors/vscode")
	}
	dir := realTemp(t)
	for _, name := range []string{"src", "test"} {
		if err := os.CopyFS(filepath.Join(dir, name), os.DirFS(filepath.Join("vscode", name))); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"package.json", "tsconfig.json", ".vscodeignore", "README.md", "CHANGELOG.md", "LICENSE"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(read(t, filepath.Join("vscode", name))), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(modules, filepath.Join(dir, "node_modules")); err != nil {
		t.Fatal(err)
	}
	return dir
}

// npm runs one of the extension's scripts.
func npm(t *testing.T, dir string, args ...string) {
	t.Helper()
	cmd := exec.Command("npm", append([]string{"run"}, args...)...)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("npm run %s: %v\n%s", strings.Join(args, " "), err, out)
	}
}

// TestVSCodeFindsFlylint runs the extension's own tests.
func TestVSCodeFindsFlylint(t *testing.T) {
	t.Parallel()
	npm(t, vscodeCopy(t), "test")
}

// TestVSCodePackage packages the extension as for the marketplace, types
// checked, and looks at what is in the package.
func TestVSCodePackage(t *testing.T) {
	t.Parallel()
	dir := vscodeCopy(t)
	npm(t, dir, "package", "--", "--out", "flylint.vsix")
	archive, err := zip.OpenReader(filepath.Join(dir, "flylint.vsix"))
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	var names []string
	for _, f := range archive.File {
		names = append(names, f.Name)
	}
	slices.Sort(names)
	want := []string{
		"[Content_Types].xml", "extension.vsixmanifest",
		"extension/CHANGELOG.md", "extension/LICENSE.txt", "extension/README.md", "extension/dist/extension.js", "extension/package.json",
	}
	slices.Sort(want)
	if diff := cmp.Diff(want, names); diff != "" {
		t.Errorf("what is in the package (-want +got):\n%s", diff)
	}
	info, err := os.Stat(filepath.Join(dir, "flylint.vsix"))
	if err != nil || info.Size() > maxExtensionSize {
		t.Errorf("the package has %d bytes, more than %d: %v", info.Size(), maxExtensionSize, err)
	}
}

// TestLockFilesNameNoRegistry: whoever installs asks the registry of their own.
func TestLockFilesNameNoRegistry(t *testing.T) {
	for _, name := range []string{"vscode/package-lock.json", "../internal/latency/package-lock.json"} {
		if strings.Contains(read(t, name), `"resolved"`) {
			t.Errorf("%s holds addresses of a registry: npm install --omit-lockfile-registry-resolved", name)
		}
	}
}

// TestLicensesAgree: the package carries a copy of the licence.
func TestLicensesAgree(t *testing.T) {
	if read(t, "vscode/LICENSE") != read(t, "../LICENSE") {
		t.Error("editors/vscode/LICENSE is not the licence of the repository")
	}
}
