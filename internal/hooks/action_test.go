package hooks

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	yaml "go.yaml.in/yaml/v3"

	"github.com/flylint/flylint/internal/oracle"
)

// action is action.yml as far as a runner executes it.
type action struct {
	Inputs map[string]struct{ Default string }
	Runs   struct {
		Steps []struct {
			ID, Uses, Run string
			Directory     string `yaml:"working-directory"`
			Env           map[string]string
		}
	}
}

// job plays the part of GitHub's runner: it executes the steps that are scripts
// and leaves out those that use other actions, as if no cache were hit.
type job struct {
	action    action
	inputs    map[string]string
	workspace string
	temp      string
	env       []string
	outputs   map[string]string // as steps.ID.outputs.NAME
}

// newJob is a job in a workspace with these files.
func newJob(t *testing.T, files map[string]string) *job {
	t.Helper()
	oracle.Need(t, "bash", "apt-get install bash")
	text, err := os.ReadFile("../../action.yml")
	if err != nil {
		t.Fatal(err)
	}
	j := &job{inputs: map[string]string{}, outputs: map[string]string{}, workspace: t.TempDir(), temp: t.TempDir()}
	if err := yaml.Unmarshal(text, &j.action); err != nil {
		t.Fatal(err)
	}
	for name, input := range j.action.Inputs {
		j.inputs[name] = input.Default
	}
	for name, text := range files {
		write(t, filepath.Join(j.workspace, name), text)
	}
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	j.env = append(os.Environ(),
		"GITHUB_ACTIONS=true", "GITHUB_ACTION_PATH="+root, "GITHUB_WORKSPACE="+j.workspace,
		"GITHUB_STEP_SUMMARY="+filepath.Join(j.temp, "summary"), "GITHUB_OUTPUT="+filepath.Join(j.temp, "output"),
		"RUNNER_TEMP="+j.temp, "RUNNER_OS=Linux", "RUNNER_ARCH=X64")
	return j
}

// run executes the steps up to the first that fails, and returns the log.
func (j *job) run() (string, error) {
	var log bytes.Buffer
	for _, step := range j.action.Runs.Steps {
		if step.Uses != "" {
			continue
		}
		cmd := exec.Command("bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step.Run)
		cmd.Dir = filepath.Join(j.workspace, j.fill(step.Directory))
		cmd.Env = j.env
		for name, value := range step.Env {
			cmd.Env = append(cmd.Env, name+"="+j.fill(value))
		}
		cmd.Stdout, cmd.Stderr = &log, &log
		if err := errors.Join(cmd.Run(), j.collect(step.ID)); err != nil {
			return log.String(), err
		}
	}
	return log.String(), nil
}

var expression = regexp.MustCompile(`\$\{\{ *(.*?) *\}\}`)

// fill replaces the expressions of a value; an unknown one is left to be seen.
func (j *job) fill(text string) string {
	return expression.ReplaceAllStringFunc(text, func(found string) string {
		name := expression.FindStringSubmatch(found)[1]
		if input, ok := strings.CutPrefix(name, "inputs."); ok {
			return j.inputs[input]
		}
		if value, ok := j.outputs[name]; ok {
			return value
		}
		return found
	})
}

// collect takes what a step wrote to its outputs.
func (j *job) collect(id string) error {
	file := filepath.Join(j.temp, "output")
	text, err := os.ReadFile(file)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	for line := range strings.Lines(string(text)) {
		name, value, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "=")
		j.outputs[fmt.Sprintf("steps.%s.outputs.%s", id, name)] = value
	}
	return errors.Join(err, os.Remove(file))
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

const (
	goodFly = "app = 'quiet-harbor'\nprimary_region = 'fra'\n"
	badFly  = goodFly + "\n[[vm]]\n  size = 'shared-cpu-3x'\n"
)

// released makes a directory of releases, as GitHub serves it, whose archive
// holds the flylint of this checkout.
func released(t *testing.T) string {
	t.Helper()
	bin, err := installed()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	at := filepath.Join(dir, publishedTag)
	if err := os.Mkdir(at, 0o755); err != nil {
		t.Fatal(err)
	}
	archive := "flylint_" + strings.TrimPrefix(publishedTag, "v") + "_linux_amd64.tar.gz"
	if _, err := run(at, "tar", "-czf", archive, "-C", bin, "flylint"); err != nil {
		t.Fatal(err)
	}
	sums, err := run(at, "sha256sum", archive)
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(at, "checksums.txt"), sums)
	return dir
}

func TestActionOfRelease(t *testing.T) {
	releases := released(t)
	j := newJob(t, map[string]string{"app/fly.toml": badFly, "app/my notes/fly.toml": goodFly})
	j.env = append(j.env, "FLYLINT_RELEASES=file://"+releases)
	j.inputs["version"] = publishedTag
	j.inputs["working-directory"] = "app"

	log, err := j.run()
	if err == nil || !strings.Contains(log, "error[fly/unknown-vm-size]") {
		t.Errorf("a fault must fail the job (%v)\n%s", err, log)
	}
	if !strings.Contains(log, "::error ") || !strings.Contains(log, "file=app/fly.toml") {
		t.Errorf("no annotation of the file's path in the repository\n%s", log)
	}
	if summary, _ := os.ReadFile(filepath.Join(j.temp, "summary")); !bytes.Contains(summary, []byte("fly/unknown-vm-size")) {
		t.Errorf("the job's summary is %q", summary)
	}

	j.inputs["paths"] = "my notes"
	if log, err := j.run(); err != nil {
		t.Errorf("a path with a space: %v\n%s", err, log)
	}
	j.inputs["paths"], j.inputs["fail-on"], j.inputs["upload-sarif"] = ".", "never", "true"
	j.inputs["args"] = "--ignore\nfly/unknown-key --color never"
	if log, err := j.run(); err != nil {
		t.Errorf("fail-on never: %v\n%s", err, log)
	}
	sarif, err := os.ReadFile(j.outputs["steps.lint.outputs.sarif"])
	if err != nil || !bytes.Contains(sarif, []byte("fly/unknown-vm-size")) {
		t.Errorf("the SARIF file (%v) is\n%s", err, sarif)
	}
}

// TestActionRefuses: what is not what the release published is not run.
func TestActionRefuses(t *testing.T) {
	releases := released(t)
	write(t, filepath.Join(releases, publishedTag, "flylint_0.1.0_linux_amd64.tar.gz"), "something else")
	for name, test := range map[string]struct{ version, want string }{
		"another archive":  {publishedTag, "is not what its release says it is"},
		"a moving version": {"latest", "it takes a release, as v1.2.3"},
		"a way out":        {"v1.0.0/../../x", "it takes a release, as v1.2.3"},
	} {
		t.Run(name, func(t *testing.T) {
			j := newJob(t, map[string]string{"fly.toml": goodFly})
			j.env = append(j.env, "FLYLINT_RELEASES=file://"+releases)
			j.inputs["version"] = test.version
			if log, err := j.run(); err == nil || !strings.Contains(log, test.want) {
				t.Errorf("%v\n%s", err, log)
			}
		})
	}
}

// TestActionBuilds: without a version the action's own commit is built.
func TestActionBuilds(t *testing.T) {
	j := newJob(t, map[string]string{"fly.toml": goodFly})
	if log, err := j.run(); err != nil || !strings.Contains(log, "No findings") {
		t.Errorf("%v\n%s", err, log)
	}
	if key := j.outputs["steps.plan.outputs.key"]; !regexp.MustCompile(`^flylint-source-[0-9a-f]{16}-linux-amd64$`).MatchString(key) {
		t.Errorf("the key of the cache is %q", key)
	}
}

// TestActionIsValid asks the schema of actions.
func TestActionIsValid(t *testing.T) {
	validator := "npm/node_modules/.bin/action-validator"
	if _, err := os.Stat(validator); err != nil {
		oracle.Absent(t, "action-validator", "npm install --no-save --ignore-scripts --prefix internal/hooks/npm")
	}
	if out, err := exec.Command(validator, "../../action.yml").CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
