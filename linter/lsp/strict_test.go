package lsp_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/flylint/flylint/internal/oracle"
)

// TestStrictClient lets the protocol's own library judge every message: each
// diagnostic, action, edit, hover and completion, pushed and pulled, and what
// the server holds of a buffer after a storm of edits.
func TestStrictClient(t *testing.T) {
	const install = "npm ci --prefix internal/lspclient"
	node := oracle.Need(t, "node", "install Node.js, then "+install)
	client, err := filepath.Abs("../../internal/lspclient")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(client, "node_modules", "vscode-languageserver-protocol")); err != nil {
		oracle.Absent(t, "npm's vscode-languageserver-protocol", install)
	}
	binary := filepath.Join(t.TempDir(), "flylint")
	if out, err := exec.Command("go", "build", "-o", binary, "../../cmd/flylint").CombinedOutput(); err != nil {
		t.Fatalf("building: %v\n%s", err, out)
	}
	for _, mode := range []string{"push", "pull"} {
		t.Run(mode, func(t *testing.T) {
			project := t.TempDir()
			if err := os.CopyFS(project, os.DirFS("../../testdata/incident/before")); err != nil {
				t.Fatal(err)
			}
			out, err := exec.Command(node, filepath.Join(client, "client.cjs"), mode, project, binary, "lsp", "--stdio").CombinedOutput()
			if err != nil {
				t.Errorf("%v", err)
			}
			t.Logf("%s", out)
		})
	}
}
