package checks

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
	"github.com/rogpeppe/go-internal/diff"

	"github.com/flylint/flylint/internal/casetest"
	"github.com/flylint/flylint/internal/oracle"
	"github.com/flylint/flylint/linter"
)

// TestFixesCorpus fixes and ignores everything in the projects of FLYLINT_CORPUS,
// without writing to them, and holds the outcome to what holds for the cases.
// -v prints the changes, to be read.
func TestFixesCorpus(t *testing.T) {
	dirs := casetest.Corpus()
	if len(dirs) == 0 {
		t.Skip("FLYLINT_CORPUS names no directory with projects, so nothing was fixed")
	}
	changes, projects := map[string]int{}, map[string]int{}
	for _, dir := range dirs {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			for _, by := range changesProject(t, dir) {
				changes[by]++
				projects[by+" "+dir] = 1
			}
		})
	}
	for _, by := range []string{"--fix", "--unsafe-fixes", "--add-ignores"} {
		in := 0
		for key := range projects {
			if strings.HasPrefix(key, by+" ") {
				in++
			}
		}
		t.Logf("%s: %d files in %d of %d projects", by, changes[by], in, len(dirs))
	}
}

// changesProject holds what flylint makes of one project, and lists what changed
// a file.
func changesProject(t *testing.T, dir string) (by []string) {
	opts := linter.Options{FS: os.DirFS(dir), Checks: All()}
	for _, unsafe := range []bool{false, true} {
		holdFixes(t, opts, unsafe)
	}
	holdIgnores(t, opts)
	written, err := casetest.Writes(opts)
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range written {
		by = append(by, w.By)
		t.Logf("%s:\n%s", w.By, diff.Diff("a/"+w.File, w.Before, "b/"+w.File, w.After))
	}
	return by
}

// TestOthersReadWhatIsWritten gives what flylint makes of files, in the cases and
// in the projects of FLYLINT_CORPUS, to those they are for: Elixir, a decoder of
// TOML, the shell. A nested module has BuildKit read the Dockerfiles.
func TestOthersReadWhatIsWritten(t *testing.T) {
	var scripts, configs, elixir []casetest.Written
	for _, w := range writtenEverywhere(t) {
		switch {
		case isElixir(w.File):
			elixir = append(elixir, w)
		case strings.HasSuffix(w.File, ".toml"):
			configs = append(configs, w)
		case isScript(w.File) && !bytes.Contains(w.After, []byte("<%")):
			scripts = append(scripts, w)
		}
	}
	t.Run("toml", func(t *testing.T) { readConfigs(t, configs) })
	t.Run("sh", func(t *testing.T) { readScripts(t, scripts) })
	t.Run("elixir", func(t *testing.T) { readElixir(t, elixir) })
}

func writtenEverywhere(t *testing.T) (all []casetest.Written) {
	add := func(opts linter.Options) {
		written, err := casetest.Writes(opts)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, written...)
	}
	for _, check := range All() {
		cases, err := casetest.Load(casesDir(check))
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range cases {
			add(optionsOf(t, c))
		}
	}
	for _, dir := range casetest.Corpus() {
		add(linter.Options{FS: os.DirFS(dir), Checks: All()})
	}
	return all
}

func readConfigs(t *testing.T, configs []casetest.Written) {
	sound := 0
	for _, w := range configs {
		var before, after map[string]any
		if toml.Unmarshal(bytes.TrimPrefix(w.Before, []byte("\ufeff")), &before) != nil {
			continue
		}
		sound++
		if err := toml.Unmarshal(bytes.TrimPrefix(w.After, []byte("\ufeff")), &after); err != nil {
			t.Errorf("%s makes of %s:\n%s\n%v", w.By, w.File, w.After, err)
		}
	}
	t.Logf("%d files, %d sound before", len(configs), sound)
}

func readScripts(t *testing.T, scripts []casetest.Written) {
	sh := oracle.Need(t, "sh", "any POSIX shell will do")
	for _, w := range scripts {
		cmd := exec.CommandContext(context.Background(), sh, "-n")
		cmd.Stdin = bytes.NewReader(w.After)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%s makes of %s:\n%s\n%v: %s", w.By, w.File, w.After, err, out)
		}
	}
	t.Logf("%d scripts", len(scripts))
}

// rereading asks Elixir whether the files that are named on standard input, two
// a line, parse: the second must where the first does.
const rereading = `
quoted = fn file -> Code.string_to_quoted(File.read!(file), emit_warnings: false) end

for line <- IO.stream(:stdio, :line) do
  [before, after_] = line |> String.trim() |> String.split("\t")

  case {quoted.(before), quoted.(after_)} do
    {{:error, _}, _} -> IO.puts("broken before")
    {_, {:ok, _}} -> IO.puts("ok")
    {_, {:error, reason}} -> IO.puts("error " <> inspect(reason))
  end
end
`

func readElixir(t *testing.T, files []casetest.Written) {
	elixir := oracle.Need(t, "elixir", "apt-get install elixir")
	dir := t.TempDir()
	var names strings.Builder
	for i, w := range files {
		before, after := filepath.Join(dir, fmt.Sprintf("%d.before", i)), filepath.Join(dir, fmt.Sprintf("%d.after", i))
		for name, text := range map[string][]byte{before: w.Before, after: w.After} {
			if err := os.WriteFile(name, text, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		fmt.Fprintf(&names, "%s\t%s\n", before, after)
	}
	cmd := exec.CommandContext(context.Background(), elixir, "-e", rereading)
	cmd.Stdin = strings.NewReader(names.String())
	out, err := cmd.Output()
	answers := slices.Collect(strings.Lines(string(out)))
	if err != nil || len(answers) != len(files) {
		t.Fatalf("elixir: %v, %d answers for %d files", err, len(answers), len(files))
	}
	sound := 0
	for i, answer := range answers {
		switch w := files[i]; {
		case strings.HasPrefix(answer, "error"):
			t.Errorf("%s makes of %s:\n%s\n%s", w.By, w.File, w.After, answer)
		case strings.HasPrefix(answer, "ok"):
			sound++
		}
	}
	t.Logf("%d files, %d sound before", len(files), sound)
}
