package linter

import (
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
)

// BaselineName is the name of the baseline's file, at the root of a repository.
const BaselineName = ".flylint-baseline"

// baselineHead is what a baseline begins with. The number is the format's.
const baselineHead = "# flylint baseline 1"

const baselineNote = `# Findings accepted when flylint was adopted: rule, file, place. Later runs report
# only what is not listed here. ` + "`flylint baseline` writes this file anew, and\n# `flylint baseline --prune` only takes out what is mended.\n"

// WriteBaseline is the text of a baseline: sorted, one finding a line, so that
// branches that mend different findings merge without a conflict.
func WriteBaseline(b *Baseline) []byte {
	entries := slices.Clone(b.Entries)
	slices.SortFunc(entries, compareEntries)
	var out bytes.Buffer
	out.WriteString(baselineHead + "\n" + baselineNote)
	for _, e := range entries {
		fmt.Fprintln(&out, field(e.Rule), field(e.File), field(e.Path))
	}
	return out.Bytes()
}

// field writes a text without blanks as it is, any other quoted.
func field(s string) string {
	if s == "" || strings.ContainsAny(s, "\" \t#") || strconv.Quote(s) != `"`+s+`"` {
		return strconv.Quote(s)
	}
	return s
}

func compareEntries(a, b BaselineEntry) int {
	return cmp.Or(cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.File, b.File), cmp.Compare(a.Path, b.Path))
}

// Next is the baseline after a run that b took part in: less what no finding
// needs any more, and with what was reported.
func (b *Baseline) Next(opts Options, result *Result) *Baseline {
	next := &Baseline{File: b.File}
	for _, e := range b.Entries {
		if !slices.Contains(result.Stale, e) {
			next.Entries = append(next.Entries, e)
		}
	}
	for _, f := range result.Findings {
		if ignorable(f.Rule) {
			file := Relative(path.Dir(b.File), opts.PathOf(f.File))
			next.Entries = append(next.Entries, BaselineEntry{Rule: f.Rule, File: file, Path: f.Path})
		}
	}
	return next
}

// LoadBaseline reads a baseline from a file system; nil when there is no file of
// that name.
func LoadBaseline(fsys fs.FS, file string) (*Baseline, error) {
	text, err := fs.ReadFile(fsys, file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("the baseline: %w", err)
	}
	return ReadBaseline(file, text)
}

// ReadBaseline reads the text of a baseline. The error names the line that is
// none: a baseline of which a part is lost must not pass for a whole one.
func ReadBaseline(file string, text []byte) (*Baseline, error) {
	b := &Baseline{File: file}
	lines := bufio.NewScanner(bytes.NewReader(text))
	lines.Buffer(nil, 1<<20)
	n := 0
	for lines.Scan() {
		n++
		line := strings.TrimSpace(lines.Text())
		if n == 1 && line != baselineHead {
			return nil, fmt.Errorf("%s:1: this is no baseline of this flylint: its first line is not %q", file, baselineHead)
		}
		if line == "" || line[0] == '#' {
			continue
		}
		e, err := readEntry(line)
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", file, n, err)
		}
		e.line = n
		b.Entries = append(b.Entries, e)
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("%s:%d: %w", file, n+1, err)
	}
	if n == 0 {
		return nil, fmt.Errorf("%s:1: the baseline is empty; remove the file, or write it with `flylint baseline`", file)
	}
	return b, nil
}

// readEntry reads the three fields of a line.
func readEntry(line string) (BaselineEntry, error) {
	if strings.HasPrefix(line, "<<<<<<<") || strings.HasPrefix(line, "=======") || strings.HasPrefix(line, ">>>>>>>") {
		return BaselineEntry{}, errors.New("a merge was not finished here: keep the lines of both sides and remove the marks")
	}
	var fields []string
	for rest := line; rest != ""; rest = strings.TrimLeft(rest, " \t") {
		value, after, err := cutField(rest)
		if err != nil {
			return BaselineEntry{}, fmt.Errorf("a quote is not closed in %s", line)
		}
		fields, rest = append(fields, value), after
	}
	if len(fields) != 3 || !strings.Contains(fields[0], "/") || path.IsAbs(fields[1]) {
		return BaselineEntry{}, fmt.Errorf("%q is no entry: RULE FILE PLACE is", line)
	}
	return BaselineEntry{Rule: fields[0], File: fields[1], Path: fields[2]}, nil
}

// cutField takes the first field off a line: a word, or a text in quotes.
func cutField(line string) (value, rest string, err error) {
	if line[0] != '"' {
		i := strings.IndexAny(line, " \t")
		if i < 0 {
			i = len(line)
		}
		return line[:i], line[i:], nil
	}
	text, err := strconv.QuotedPrefix(line)
	if err != nil {
		return "", "", err
	}
	value, err = strconv.Unquote(text)
	return value, line[len(text):], err
}
