package main

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/template"
)

// templates holds the files of a project but mix.lock, which is made from
// packages.txt. Guillemets mark what differs, for nothing else uses them.
//
//go:embed testdata
var templates embed.FS

// filesEach is the number of files in a project.
const filesEach = 13

// project is what differs between two projects.
type project struct {
	Number       int
	App          string // as Fly has it: brisk-harbor
	Otp          string // as Elixir has it: brisk_harbor
	Module       string // BriskHarbor
	Region       string
	Port, Pool   int
	Oban, Groups bool // it has jobs; it has a process group for them
	Faulty       bool // its runtime.exs has a fault, so there is something to report
	Salt         string
	DevSecret    string
}

func adjectives() []string {
	return strings.Fields("amber brisk calm damp eager faint grand hazy ideal jolly keen loyal mild noble odd plain quiet rapid stout tidy urban vivid warm young zesty")
}

func nouns() []string {
	return strings.Fields("anchor barge canal delta estuary ferry gull harbor island jetty keel lagoon marina net ocean pier quay reef sail tide")
}

// newProject is the project of that number, always the same.
func newProject(number int) project {
	adjective, noun := adjectives()[number%len(adjectives())], nouns()[number/len(adjectives())%len(nouns())]
	otp := adjective + "_" + noun
	if round := number / len(adjectives()) / len(nouns()); round > 0 {
		otp += fmt.Sprint(round + 1)
	}
	module := ""
	for word := range strings.SplitSeq(otp, "_") {
		module += strings.ToUpper(word[:1]) + word[1:]
	}
	return project{
		Number: number,
		App:    strings.ReplaceAll(otp, "_", "-"), Otp: otp, Module: module,
		Region: []string{"fra", "iad", "syd", "gru"}[number%4],
		Port:   4000 + number%5*1000, Pool: 5 + number%16,
		Oban: number%3 == 0, Groups: number%6 == 0, Faulty: number%20 == 0,
		Salt: checksum(otp, "salt")[:8], DevSecret: checksum(otp, "dev"),
	}
}

// projectName is the directory of a project.
func projectName(number int) string { return fmt.Sprintf("project-%04d", number) }

// generateAll writes projects into dir and returns their size in bytes.
func generateAll(dir string, projects int) (size int, err error) {
	for number := range projects {
		files, err := newProject(number).files()
		if err != nil {
			return 0, err
		}
		for name, text := range files {
			path := filepath.Join(dir, projectName(number), filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				return 0, err
			}
			if err := os.WriteFile(path, text, 0o644); err != nil {
				return 0, err
			}
			size += len(text)
		}
	}
	return size, nil
}

// files is the text of every file by name.
func (p project) files() (map[string][]byte, error) {
	root, err := fs.Sub(templates, "testdata/project")
	if err != nil {
		return nil, err
	}
	lock, err := p.lock()
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{"mix.lock": lock}
	err = fs.WalkDir(root, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := fs.ReadFile(root, name)
		if err != nil {
			return err
		}
		filled, err := p.fill(string(text))
		files[strings.Replace(name, "lib/app", "lib/"+p.Otp, 1)] = filled
		return err
	})
	return files, err
}

func (p project) fill(text string) ([]byte, error) {
	t, err := template.New("").Delims("«", "»").Parse(text)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = t.Execute(&out, p)
	return out.Bytes(), err
}

// lock is the project's mix.lock: the packages of packages.txt as Mix writes
// them, with checksums of this project's own.
func (p project) lock() ([]byte, error) {
	table, err := templates.ReadFile("testdata/packages.txt")
	if err != nil {
		return nil, err
	}
	lines := strings.Split(strings.TrimSpace(string(table)), "\n")
	slices.Sort(lines)
	var out bytes.Buffer
	out.WriteString("%{\n")
	for _, line := range lines {
		fields := strings.Fields(line)
		name, version, requires := fields[0], fields[1], fields[2:]
		if name == "oban" && !p.Oban {
			continue
		}
		for i, r := range requires {
			requires[i] = fmt.Sprintf(`{:%s, "~> %d.%d", [hex: :%s, repo: "hexpm", optional: false]}`, r, len(r)%3, len(r), r)
		}
		fmt.Fprintf(&out, "  %q: {:hex, :%s, %q, %q, [:mix], [%s], \"hexpm\", %q},\n",
			name, name, version, checksum(p.Otp, name, "inner"), strings.Join(requires, ", "), checksum(p.Otp, name, "outer"))
	}
	out.WriteString("}\n")
	return out.Bytes(), nil
}

// checksum is made up, but always the same.
func checksum(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, " ")))
	return hex.EncodeToString(sum[:])
}
