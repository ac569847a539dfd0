// Package npm finds the judges of our reports that come from npm, and asks them.
// package.json pins them; `npm ci --ignore-scripts` in this folder installs them.
package npm

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/flylint/flylint/internal/oracle"
)

const install = "npm ci --ignore-scripts --prefix internal/oracle/npm"

// Script runs one of the scripts of this folder with Node and returns what it
// printed. The test ends when the script fails: its message says why.
func Script(t testing.TB, name string, stdin []byte, args ...string) string {
	t.Helper()
	node := oracle.Need(t, "node", "install nodejs, then "+install)
	cmd := exec.Command(node, append([]string{filepath.Join(folder(t), name)}, args...)...)
	cmd.Stdin = bytes.NewReader(stdin)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s%s", name, err, out, stderr.Bytes())
	}
	return string(out)
}

// SARIFProblems asks Microsoft's SARIF multitool about some files, with the rules
// of the format and those of GitHub, and returns the lines that find fault.
// Its exit code says nothing about them.
func SARIFProblems(t testing.TB, files ...string) []string {
	t.Helper()
	tool := filepath.Join(folder(t), "node_modules", "@microsoft", "sarif-multitool-"+runtime.GOOS, "Sarif.Multitool")
	if err := os.Chmod(tool, 0o755); err != nil {
		oracle.Absent(t, "the SARIF multitool", install)
	}
	cmd := exec.Command(tool, append([]string{"validate", "--rule-kind", "Sarif;Ghas"}, files...)...)
	cmd.Env = append(os.Environ(), "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1")
	out, err := cmd.CombinedOutput()
	if err != nil || !strings.Contains(string(out), "Analysis completed successfully") {
		t.Fatalf("the SARIF multitool: %v\n%s", err, out)
	}
	var problems []string
	for line := range strings.Lines(string(out)) {
		if strings.Contains(line, ": error ") || strings.Contains(line, ": warning ") {
			problems = append(problems, line)
		}
	}
	return problems
}

// SARIFSchema is the JSON schema that comes with the multitool.
func SARIFSchema(t testing.TB) string {
	t.Helper()
	return filepath.Join(folder(t), "node_modules", "@microsoft", "sarif-multitool-"+runtime.GOOS, "sarif-2.1.0.json")
}

// folder is this one, once its packages are installed: below the root of the
// checkout, in which tests run.
func folder(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for at := dir; ; at = filepath.Dir(at) {
		here := filepath.Join(at, "internal", "oracle", "npm")
		if _, err := os.Stat(filepath.Join(here, "node_modules")); err == nil {
			return here
		}
		if filepath.Dir(at) == at {
			oracle.Absent(t, "npm's judges", install)
		}
	}
}
