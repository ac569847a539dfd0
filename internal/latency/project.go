package main

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"text/template"
)

// templates is what a project of real size has more of than those that the
// speed script generates: modules, and services in runtime.exs.
//
//go:embed testdata
var templates embed.FS

// baseProject is the generated project to start from: one with jobs and
// process groups, and without a fault.
const baseProject = 6

// The size of the project: as many files below lib, sections of runtime.exs
// and further packages as an app has after some years.
const (
	services      = 14 // runtime.exs has 300 lines with these
	extraPackages = 14 // mix.lock has 60 with these
)

// part is what differs between two modules or services.
type part struct {
	App, Otp string // BriskHarbor, brisk_harbor
	Name     string // Invoices
	Topic    string // invoices
	Variable string // invoices
	Env      string // INVOICES
	Number   int
}

func names() []string {
	return strings.Fields("Invoices Berths Cargo Manifests Pilots Tugs Lanterns Charts Moorings Tides Weather Customs Crews Ledgers Quotas Notices Routes Signals Stores Repairs")
}

// makeProject writes the project below dir and returns its directory.
func makeProject(dir string) (string, error) {
	cmd := exec.Command("go", "run", "-C", "../speed", ".", "-keep", dir, "-projects", fmt.Sprint(baseProject+1))
	cmd.Stderr = os.Stderr
	if err := cmd.Run(); err != nil {
		return "", fmt.Errorf("generating a project: %w", err)
	}
	root := filepath.Join(dir, fmt.Sprintf("project-%04d", baseProject))
	return root, grow(root)
}

// grow adds to the generated project what makes its size real.
func grow(root string) error {
	otp, err := otpName(root)
	if err != nil {
		return err
	}
	app := camel(otp)
	var sections bytes.Buffer
	for i, name := range names() {
		low := strings.ToLower(name)
		p := part{App: app, Otp: otp, Name: name, Topic: low, Variable: low, Env: strings.ToUpper(name), Number: 3 + i}
		if err := addModules(root, p); err != nil {
			return err
		}
		if i < services {
			if err := fill(&sections, "testdata/service.exs", p); err != nil {
				return err
			}
		}
	}
	if err := insertBeforeLast(filepath.Join(root, "config", "runtime.exs"), "end\n", sections.String()); err != nil {
		return err
	}
	return insertBeforeLast(filepath.Join(root, "mix.lock"), "}\n", packages())
}

// addModules writes the three modules of a part.
func addModules(root string, p part) error {
	for kind, at := range map[string]string{
		"context": p.Otp + "/" + p.Topic + ".ex",
		"server":  p.Otp + "/" + p.Topic + "_cache.ex",
		"live":    p.Otp + "_web/live/" + p.Topic + "_live.ex",
	} {
		var text bytes.Buffer
		if err := fill(&text, "testdata/lib/"+kind+".ex", p); err != nil {
			return err
		}
		path := filepath.Join(root, "lib", filepath.FromSlash(at))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, text.Bytes(), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// fill writes a template; guillemets mark what differs.
func fill(to *bytes.Buffer, name string, p part) error {
	text, err := templates.ReadFile(name)
	if err != nil {
		return err
	}
	t, err := template.New(name).Delims("«", "»").Parse(string(text))
	if err != nil {
		return err
	}
	return t.Execute(to, p)
}

// packages are further lines of mix.lock, with checksums that are made up.
func packages() string {
	var lines strings.Builder
	for i := range extraPackages {
		name := fmt.Sprintf("z_package_%02d", i)
		fmt.Fprintf(&lines, "  %q: {:hex, :%s, \"1.%d.0\", %q, [:mix], [{:jason, \"~> 1.0\", [hex: :jason, repo: \"hexpm\", optional: true]}], \"hexpm\", %q},\n",
			name, name, i, checksum(name), checksum(name+" outer"))
	}
	return lines.String()
}

func checksum(of string) string {
	sum := sha256.Sum256([]byte(of))
	return hex.EncodeToString(sum[:])
}

// insertBeforeLast puts text before the last occurrence of mark.
func insertBeforeLast(path, mark, text string) error {
	old, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	at := bytes.LastIndex(old, []byte(mark))
	if at < 0 {
		return fmt.Errorf("%s has no %q", path, mark)
	}
	return os.WriteFile(path, []byte(string(old[:at])+text+string(old[at:])), 0o644)
}

// otpName is the project's name as Elixir has it: its directory below lib.
func otpName(root string) (string, error) {
	dirs, err := filepath.Glob(filepath.Join(root, "lib", "*_web"))
	if err != nil || len(dirs) != 1 {
		return "", fmt.Errorf("%s holds %d web directories: %w", root, len(dirs), err)
	}
	return strings.TrimSuffix(filepath.Base(dirs[0]), "_web"), nil
}

// camel is the name of the module of that file: brisk_harbor, BriskHarbor.
func camel(snake string) string {
	out := ""
	for word := range strings.SplitSeq(snake, "_") {
		out += strings.ToUpper(word[:1]) + word[1:]
	}
	return out
}
