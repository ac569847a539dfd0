package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/flylint/flylint/internal/atomicfile"
	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/linter/report"
)

// formatHelp is what --format says of itself.
func formatHelp() string {
	return "write findings as `NAME`: " + strings.Join(report.Formats(), ", ") +
		"; repeatable; NAME=FILE writes to a file (default text, and in GitHub Actions github after it)"
}

// output is one --format: the name of a format, and the file it goes to.
type output struct {
	format string
	file   string // "" is standard output
}

// outputs reads the values of --format. Without any it is text; in GitHub
// Actions its annotations follow.
func (c *command) outputs(flags lintFlags) ([]output, error) {
	if len(flags.formats) == 0 {
		if c.inGitHub() {
			return []output{{format: "text"}, {format: "github"}}, nil
		}
		return []output{{format: "text"}}, nil
	}
	var outs []output
	for _, value := range flags.formats {
		name, file, toFile := strings.Cut(value, "=")
		if err := report.Check(name); err != nil {
			return nil, fmt.Errorf("--format: %w", err)
		}
		if toFile && file == "" {
			return nil, fmt.Errorf("--format %s: the name of a file is missing after the equals sign", value)
		}
		outs = append(outs, output{name, file})
	}
	return outs, clash(outs, flags.diff)
}

// clash says which outputs would be mixed up: two in one file, or a document
// on standard output beside anything else.
func clash(outs []output, diff bool) error {
	seen := map[string]string{}
	if diff {
		seen[""] = "--diff"
	}
	for _, o := range outs {
		this := "--format " + o.format
		first, taken := seen[o.file]
		seen[o.file] = this
		if !taken {
			continue
		}
		if o.file != "" {
			return fmt.Errorf("%s and %s would both be written to %s", first, this, o.file)
		}
		if first == this || !report.Lines(o.format) || !report.Lines(strings.TrimPrefix(first, "--format ")) && first != "--diff" {
			return fmt.Errorf("%s and %s would both be written to standard output; give one a file, as in --format %s=FILE", first, this, o.format)
		}
	}
	return nil
}

// inGitHub reports whether this is a job of GitHub Actions.
func (c *command) inGitHub() bool { return c.Getenv("GITHUB_ACTIONS") == "true" }

// write writes the result to every output, and in GitHub Actions the summary of
// the job. What cannot be written does not keep the others from it.
func (c *command) write(outs []output, result *linter.Result, opts report.Options) error {
	cwd, err := c.Getwd()
	if err != nil {
		return err
	}
	opts.Version, opts.Dir, opts.Prefix = version, filepath.ToSlash(cwd), c.prefix(cwd)
	opts.HideSuppressed = c.inGitHub() // code scanning shows them as open alerts
	plain := opts
	plain.Color = false
	var failed []error
	for _, o := range outs {
		if o.file == "" {
			failed = append(failed, report.Write(c.Stdout, o.format, result, opts))
			continue
		}
		var text bytes.Buffer
		if err := report.Write(&text, o.format, result, plain); err != nil {
			return err
		}
		if err := writeFile(o.file, text.Bytes()); err != nil {
			failed = append(failed, fmt.Errorf("--format %s=%s: %w", o.format, o.file, err))
		}
	}
	c.writeJobSummary(outs, result)
	return errors.Join(failed...)
}

// prefix is the way from the root of a pipeline's checkout to the working
// directory, for annotations and reports that are read from there.
func (c *command) prefix(cwd string) string {
	for _, name := range []string{"GITHUB_WORKSPACE", "CI_PROJECT_DIR"} {
		root := c.Getenv(name)
		if root == "" {
			continue
		}
		if rel, err := filepath.Rel(root, cwd); err == nil && rel != "." && filepath.IsLocal(rel) {
			return filepath.ToSlash(rel)
		}
	}
	return ""
}

// writeFile writes a report at once, through a link and with the mode of a file
// that is there. What is no regular file, such as a pipe, is written to.
func writeFile(name string, text []byte) error {
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return atomicfile.WriteFile(name, text, 0o644)
	case err != nil:
		return err
	case info.IsDir():
		return errors.New("it is a directory")
	case !info.Mode().IsRegular():
		return appendTo(name, text)
	}
	target, err := filepath.EvalSymlinks(name)
	if err != nil {
		return err
	}
	return atomicfile.WriteFile(target, text, info.Mode().Perm())
}

func appendTo(name string, text []byte) error {
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_APPEND|os.O_CREATE, 0o644)
	if err != nil {
		return err
	}
	_, err = file.Write(text)
	return errors.Join(err, file.Close())
}

// writeJobSummary adds the findings to the summary page of a GitHub Actions job,
// when they are annotated there. It is an extra: a failure is only told.
func (c *command) writeJobSummary(outs []output, result *linter.Result) {
	name := c.Getenv("GITHUB_STEP_SUMMARY")
	for _, o := range outs {
		if o.format != "github" || name == "" {
			continue
		}
		var text bytes.Buffer
		err := report.WriteJobSummary(&text, result)
		if err == nil {
			err = appendTo(name, text.Bytes())
		}
		if err != nil {
			fmt.Fprintf(c.Stderr, "flylint: cannot write the job summary: %v\n", err)
		}
		return
	}
}
