// Command newcheck writes the two files of a new rule and adds it to the list:
//
//	go run -C internal/newcheck . family/kebab-name
//
// It is a module of its own so that flylint is the only command that
// `go install ./...` finds: pre-commit installs all it finds.
//
// What is left to do stands in the files it writes, and the tests of package
// checks say what was forgotten.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"go/format"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/template"
	"unicode"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: go run -C internal/newcheck . family/kebab-name")
		os.Exit(2)
	}
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "newcheck:", err)
		os.Exit(1)
	}
}

// run scaffolds a rule in the repository, seen from this command's directory.
func run(slug string) error {
	if err := os.Chdir("../.."); err != nil {
		return err
	}
	return scaffold("checks", slug)
}

// rule is what the templates need to know.
type rule struct {
	Slug, Family, Name, Func, Judge string
}

func newRule(slug string) (rule, error) {
	family, name, ok := strings.Cut(slug, "/")
	if !ok || family == "" || name == "" || strings.ContainsAny(slug, "_ .") || strings.ToLower(slug) != slug {
		return rule{}, fmt.Errorf("%q is not family/kebab-name", slug)
	}
	exported := ""
	for _, part := range strings.Split(name, "-") {
		exported += strings.ToUpper(part[:1]) + part[1:]
	}
	return rule{slug, family, name, exported, strings.ToLower(exported[:1]) + exported[1:]}, nil
}

// scaffold writes the files of a rule below dir, the package checks.
func scaffold(dir, slug string) error {
	r, err := newRule(slug)
	if err != nil {
		return err
	}
	source := filepath.Join(dir, r.Family, strings.ReplaceAll(r.Name, "-", "_")+".go")
	bad := filepath.Join(dir, r.Family, "testdata", r.Name, "bad.txtar")
	for path, text := range map[string]string{source: sourceTemplate, bad: caseTemplate} {
		if err := writeNew(path, text, r); err != nil {
			return err
		}
		fmt.Println("wrote", path)
	}
	list := filepath.Join(dir, "checks.go")
	if err := addToList(list, r); err != nil {
		return err
	}
	fmt.Println("added to", list)
	return nil
}

// writeNew fills a template into a file that must not exist yet.
func writeNew(path, text string, r rule) error {
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s exists", path)
	}
	var out bytes.Buffer
	if err := template.Must(template.New(path).Delims("[[", "]]").Parse(text)).Execute(&out, r); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, out.Bytes(), 0o644)
}

// addToList inserts the rule's line into checks.All, in the order of the slugs,
// and the family's import if it is the first.
func addToList(path string, r rule) error {
	src, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	const open = "return []*linter.Check{"
	head, tail, ok := strings.Cut(string(src), open)
	if !ok {
		return fmt.Errorf("%s has no %q", path, open)
	}
	body, tail, _ := strings.Cut(tail, "}\n")
	lines := slices.DeleteFunc(strings.Split(body, "\n"), func(l string) bool { return strings.TrimSpace(l) == "" })
	lines = insertLine(lines, r)
	importLine := fmt.Sprintf("%q", "github.com/flylint/flylint/checks/"+r.Family)
	if !strings.Contains(head, importLine) {
		head = strings.Replace(head, "\"github.com/flylint/flylint/linter\"", importLine+"\n\t\"github.com/flylint/flylint/linter\"", 1)
	}
	out, err := format.Source([]byte(head + open + "\n" + strings.Join(lines, "\n") + "\n\t}\n" + tail))
	if err != nil {
		return err
	}
	return os.WriteFile(path, out, 0o644)
}

// insertLine puts the rule's line where its slug sorts.
func insertLine(lines []string, r rule) []string {
	at := 0
	for at < len(lines) && slugOf(lines[at]) < r.Slug {
		at++
	}
	return slices.Insert(lines, at, "\t\t"+r.Family+"."+r.Func+"(),")
}

// slugOf is the slug of the rule that a line of the list calls.
func slugOf(line string) string {
	family, name, _ := strings.Cut(strings.TrimSuffix(strings.TrimSpace(line), "(),"), ".")
	var kebab strings.Builder
	for i, c := range name { // a run of capitals is one word: UnknownVMSize
		begins := i > 0 && unicode.IsUpper(c) && (!unicode.IsUpper(rune(name[i-1])) || i+1 < len(name) && unicode.IsLower(rune(name[i+1])))
		if begins {
			kebab.WriteByte('-')
		}
		kebab.WriteRune(unicode.ToLower(c))
	}
	return family + "/" + kebab.String()
}
