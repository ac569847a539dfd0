package exconfig

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// answer is what Elixir says of one run.
type answer struct {
	raised  bool
	message string
	config  *Value
	reads   []string
}

// ask has Elixir do the jobs.
func (c *tally) ask(t *testing.T, jobs []byte) []answer {
	t.Helper()
	file := filepath.Join(c.room, "jobs")
	script, err := filepath.Abs("testdata/oracle.exs")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, jobs, 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := c.command(script, file)
	cmd.Env = append(os.Environ(), "LANG=C.UTF-8", "ELIXIR_ERL_OPTIONS=+fnu")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("elixir: %v\n%s", err, stderr.String())
	}
	var answers []answer
	lines := bufio.NewScanner(bytes.NewReader(out))
	lines.Buffer(nil, 1<<26)
	for lines.Scan() {
		answers = append(answers, parseAnswer(t, lines.Text()))
	}
	return answers
}

func parseAnswer(t *testing.T, line string) answer {
	t.Helper()
	fields := strings.Split(line, "\t")
	if len(fields) != 3 {
		t.Fatalf("not an answer: %q", line)
	}
	text, err := base64.StdEncoding.DecodeString(fields[1])
	if err != nil {
		t.Fatalf("not an answer: %q", line)
	}
	a := answer{raised: fields[0] == "raise"}
	if fields[2] != "" {
		a.reads = strings.Split(fields[2], ",")
	}
	if a.raised {
		a.message = string(text)
		return a
	}
	rest := string(text)
	a.config = readTerm(&rest)
	return a
}

// incomplete reports whether Elixir failed for want of a library, a module or
// a file that is not part of the configuration.
func (a answer) incomplete() bool {
	if !a.raised {
		return false
	}
	for _, sign := range []string{"is not available", "is not loaded", "undefined function", "undefined variable",
		"could not read file", "no such file", "timeout", "unknown application", "not loaded"} {
		if strings.Contains(a.message, sign) {
			return true
		}
	}
	return false
}

// readTerm reads what the script's dump writes.
func readTerm(s *string) *Value {
	kind := (*s)[0]
	*s = (*s)[1:]
	switch kind {
	case 'a':
		return &Value{Kind: Atom, Text: readSized(s)}
	case 's':
		return &Value{Kind: String, Text: readSized(s)}
	case 'i':
		return &Value{Kind: Integer, Text: readUntil(s, ';')}
	case 'f':
		return &Value{Kind: Float, Text: readUntil(s, ';')}
	case 'l', 't':
		v := &Value{Kind: List}
		if kind == 't' {
			v.Kind = Tuple
		}
		for range readCount(s) {
			v.Elems = append(v.Elems, readTerm(s))
		}
		return v
	case 'm':
		v := &Value{Kind: Map}
		for range readCount(s) {
			key := readTerm(s)
			v.Elems = append(v.Elems, &Value{Kind: Tuple, Elems: []*Value{key, readTerm(s)}})
		}
		return v
	case 'S', 'r':
		readTerm(s)
	}
	return &Value{Kind: Opaque}
}

func readUntil(s *string, end byte) string {
	text, rest, _ := strings.Cut(*s, string(end))
	*s = rest
	return text
}

func readCount(s *string) int {
	n, _ := strconv.Atoi(readUntil(s, ':'))
	return n
}

func readSized(s *string) string {
	n := readCount(s)
	text := (*s)[:n]
	*s = (*s)[n:]
	return text
}
