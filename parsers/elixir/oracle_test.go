package elixir

import (
	"bufio"
	"bytes"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/flylint/flylint/internal/oracle"
)

// verdict is what Elixir says of one file.
type verdict struct {
	ok   bool
	text string // the quoted form, or the error
}

// askElixir returns Elixir's verdict on each file, and whether it is older
// than 1.15. All files go through one virtual machine.
func askElixir(t testing.TB, files []string) (verdicts []verdict, old bool) {
	t.Helper()
	elixir := oracle.Need(t, "elixir", "apt-get install elixir")
	cmd := exec.Command(elixir, filepath.Join("testdata", "dump.exs"))
	cmd.Stdin = strings.NewReader(strings.Join(files, "\n") + "\n")
	var complaints bytes.Buffer
	cmd.Stderr = &complaints
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("elixir: %v\n%s", err, tail(complaints.String(), 2000))
	}
	lines := bufio.NewScanner(bytes.NewReader(out))
	lines.Buffer(nil, 1<<30)
	lines.Scan()
	old = strings.HasPrefix(lines.Text(), "1.14")
	for lines.Scan() {
		status, text, _ := strings.Cut(lines.Text(), " ")
		verdicts = append(verdicts, verdict{ok: status == "ok", text: text})
	}
	if len(verdicts) != len(files) {
		t.Fatalf("elixir answered %d of %d files\n%s", len(verdicts), len(files), tail(complaints.String(), 2000))
	}
	return verdicts, old
}

func tail(s string, n int) string { return s[max(0, len(s)-n):] }

// corpus lists our own Elixir files, also with the line ends of Windows, and
// those below FLYLINT_CORPUS when it names a directory.
func corpus(t testing.TB) []string {
	t.Helper()
	files := append(sources(t, filepath.Join("testdata", "corners")), sources(t, filepath.Join("testdata", "config"))...)
	dir := t.TempDir()
	for _, path := range files {
		src, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		path = filepath.Join(dir, filepath.Base(path))
		if err := os.WriteFile(path, bytes.ReplaceAll(src, []byte("\n"), []byte("\r\n")), 0o600); err != nil {
			t.Fatal(err)
		}
		files = append(files, path)
	}
	if dir := os.Getenv("FLYLINT_CORPUS"); dir != "" {
		files = append(files, sources(t, dir)...)
	}
	return files
}

func sources(t testing.TB, dir string) (files []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() && (strings.HasSuffix(path, ".ex") || strings.HasSuffix(path, ".exs")) {
			files = append(files, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// TestOracle holds our tree of every file of the corpus against Elixir's own.
func TestOracle(t *testing.T) {
	files := corpus(t)
	verdicts, old := askElixir(t, files)
	var structures, positions, rejected, newer int
	for i, path := range files {
		src, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		tree := parse(string(src))
		want := verdicts[i]
		switch {
		case old && strings.Contains(want.text, `"invalid sigil delimiter`) && len(tree.Errors) == 0:
			newer++ // ~ABC(…) came with Elixir 1.15
		case want.ok != (len(tree.Errors) == 0):
			t.Errorf("%s: Elixir accepts: %v, we accept: %v\nElixir: %s\nwe: %v",
				path, want.ok, !want.ok, tail(want.text, 300), tree.Errors)
		case !want.ok:
			rejected++
		default:
			got := quote(tree, string(src), old)
			if structure(got) != structure(want.text) {
				t.Errorf("%s: structure differs\n%s", path, firstDifference(structure(got), structure(want.text)))
				continue
			}
			structures++
			if got == want.text {
				positions++
			} else if testing.Verbose() {
				t.Logf("%s: position differs\n%s", path, firstDifference(got, want.text))
			}
		}
	}
	t.Logf("files %d, equal in structure %d, and in every line and column %d, rejected by both %d, newer than this Elixir %d",
		len(files), structures, positions, rejected, newer)
}

// firstDifference shows where two quoted forms part.
func firstDifference(got, want string) string {
	i := 0
	for i < len(got) && i < len(want) && got[i] == want[i] {
		i++
	}
	from := max(0, i-120)
	return "  got … " + got[from:min(len(got), i+120)] + "\n want … " + want[from:min(len(want), i+120)]
}
