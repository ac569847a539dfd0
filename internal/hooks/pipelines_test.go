package hooks

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	yaml "go.yaml.in/yaml/v3"

	"github.com/flylint/flylint/internal/oracle"
)

// TestWorkflows lets actionlint judge the workflows we show and our own; with
// shellcheck installed it judges their scripts too.
func TestWorkflows(t *testing.T) {
	actionlint := oracle.Need(t, "actionlint", "go install github.com/rhysd/actionlint/cmd/actionlint@v1.7.12")
	oracle.Need(t, "shellcheck", "apt-get install shellcheck")
	var files []string
	for _, pattern := range []string{"docs/snippets/github-*.yml", ".github/workflows/*.yml"} {
		found, err := filepath.Glob(filepath.Join("../..", pattern))
		if err != nil || len(found) == 0 {
			t.Fatalf("no workflows at %s (%v)", pattern, err)
		}
		for _, file := range found {
			name, err := filepath.Rel("../..", file)
			if err != nil {
				t.Fatal(err)
			}
			files = append(files, name)
		}
	}
	cmd := exec.Command(actionlint, append([]string{"-no-color"}, files...)...)
	cmd.Dir = "../.."
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// TestActionsArePinned: a tag can be moved to other code, a commit cannot.
// flylint's own tag stands for the commit that the reader fills in.
func TestActionsArePinned(t *testing.T) {
	var files []string
	for _, pattern := range []string{"../../action.yml", "../../docs/snippets/github-*.yml", "../../.github/workflows/*.yml"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, found...)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(text)) {
			_, uses, ok := strings.Cut(line, "uses: ")
			if !ok || strings.HasPrefix(uses, "./") || strings.HasPrefix(uses, "flylint/flylint@") {
				continue
			}
			_, ref, _ := strings.Cut(uses, "@")
			commit, version, commented := strings.Cut(strings.TrimSpace(ref), " # ")
			if len(commit) != 40 || !commented || version == "" {
				t.Errorf("%s: %s is not pinned to a commit, with its version in a comment", file, strings.TrimSpace(uses))
			}
		}
	}
}

// TestShellScripts lets shellcheck judge every script of ours.
func TestShellScripts(t *testing.T) {
	shellcheck := oracle.Need(t, "shellcheck", "apt-get install shellcheck")
	list, err := run("../..", "git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "*.sh", ".ci", "docs/snippets/fly-deploy", "packaging")
	if err != nil {
		t.Fatal(err)
	}
	var scripts []string
	for name := range strings.SplitSeq(strings.TrimRight(list, "\x00"), "\x00") {
		text, err := os.ReadFile(filepath.Join("../..", name))
		if err != nil || strings.Contains(name, "testdata/") || strings.HasPrefix(name, ".cache/") {
			continue
		}
		if strings.HasSuffix(name, ".sh") || bytes.HasPrefix(text, []byte("#!")) {
			scripts = append(scripts, name)
		}
	}
	if !slices.Contains(scripts, "packaging/action/install.sh") || !slices.Contains(scripts, ".ci/run") {
		t.Fatalf("the scripts are %q", scripts)
	}
	cmd := exec.Command(shellcheck, append([]string{"--external-sources"}, scripts...)...)
	cmd.Dir = "../.."
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// gitlabJob is a job of a .gitlab-ci.yml as far as a runner executes it.
type gitlabJob struct {
	Variables    map[string]string
	BeforeScript []string `yaml:"before_script"`
	Script       []string
	Artifacts    struct{ Reports map[string]string }
}

// TestGitLab runs the job of docs/ci.md as a runner does: its lines one after
// the other in a shell, the first that fails ending it.
func TestGitLab(t *testing.T) {
	text, err := os.ReadFile("../../docs/snippets/gitlab-ci.yml")
	if err != nil {
		t.Fatal(err)
	}
	var pipeline map[string]gitlabJob
	if err := yaml.Unmarshal(text, &pipeline); err != nil {
		t.Fatal(err)
	}
	job, project := pipeline["flylint"], t.TempDir()
	env := append(moduleProxy(t), "CI_PROJECT_DIR="+project, "GITLAB_CI=true")
	for name, value := range job.Variables {
		env = append(env, name+"="+strings.ReplaceAll(value, "$CI_PROJECT_DIR", project))
	}
	play := func() (string, error) {
		cmd := exec.Command("sh", "-e", "-c", strings.Join(append(slices.Clone(job.BeforeScript), job.Script...), "\n"))
		cmd.Dir, cmd.Env = project, env
		out, err := cmd.CombinedOutput()
		return string(out), err
	}

	write(t, filepath.Join(project, "fly.toml"), badFly)
	log, err := play()
	if err == nil || !strings.Contains(log, "fly/unknown-vm-size") {
		t.Errorf("a fault must fail the job (%v)\n%s", err, log)
	}
	quality, err := os.ReadFile(filepath.Join(project, job.Artifacts.Reports["codequality"]))
	if err != nil || !bytes.Contains(quality, []byte(`"check_name": "fly/unknown-vm-size"`)) {
		t.Errorf("the report (%v) is\n%s", err, quality)
	}

	write(t, filepath.Join(project, "fly.toml"), goodFly)
	env = append(env, "GOPROXY=off") // from here on the cache must do
	if log, err := play(); err != nil || !strings.Contains(log, "No findings") {
		t.Errorf("%v\n%s", err, log)
	}
}
