package report

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/flylint/flylint/internal/reportcase"
	"github.com/flylint/flylint/linter"
)

// TestNoFormatLetsGo holds every format to what must be true of it whatever a
// project puts into its files.
func TestNoFormatLetsGo(t *testing.T) {
	for _, format := range Formats() {
		for name, result := range map[string]*linter.Result{"sample": reportcase.Sample(), "hostile": reportcase.Hostile()} {
			t.Run(name+"."+format, func(t *testing.T) {
				out := write(t, format, result)
				if bytes.Contains(out, []byte(reportcase.Secret)) {
					t.Error("the secret is shown")
				}
				if !utf8.Valid(out) {
					t.Error("it is not UTF-8")
				}
				if i := bytes.IndexFunc(out, func(r rune) bool { return r != '\n' && unprintable(r) }); i >= 0 {
					t.Errorf("a control character stands at %d: %q", i, out[max(i-20, 0):min(i+20, len(out))])
				}
			})
		}
	}
}

func TestDocumentsParse(t *testing.T) {
	for _, format := range []string{"json", "sarif", "gitlab", "rdjson"} {
		if !json.Valid(write(t, format, reportcase.Hostile())) {
			t.Errorf("%s is no JSON", format)
		}
	}
	for _, format := range []string{"checkstyle", "junit"} {
		dec := xml.NewDecoder(bytes.NewReader(write(t, format, reportcase.Hostile())))
		for {
			if _, err := dec.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", format, err)
			}
		}
	}
}

// TestALineAFinding: what is made of lines has one for each finding, so that
// none can pass for another, or for a command of the pipeline.
func TestALineAFinding(t *testing.T) {
	result := reportcase.Hostile()
	for format, begins := range map[string]string{"compact": "", "github": "::"} {
		lines := strings.Split(strings.TrimSuffix(string(write(t, format, result)), "\n"), "\n")
		if len(lines) != len(result.Findings) {
			t.Errorf("%s: %d lines for %d findings", format, len(lines), len(result.Findings))
		}
		for _, line := range lines {
			if !strings.HasPrefix(line, begins) {
				t.Errorf("%s: %q", format, line)
			}
		}
	}
	for line := range strings.Lines(string(write(t, "text", result))) {
		if trimmed := strings.TrimSpace(line); strings.HasPrefix(trimmed, "::") && !strings.HasPrefix(trimmed, "::: ") {
			t.Errorf("a line of the text could be a command: %q", line)
		}
	}
}

// TestXMLHoldsTheWords: what Checkstyle's readers get is what was meant.
func TestXMLHoldsTheWords(t *testing.T) {
	result := reportcase.Hostile()
	var got struct {
		Files []struct {
			Name   string `xml:"name,attr"`
			Errors []struct {
				Message string `xml:"message,attr"`
			} `xml:"error"`
		} `xml:"file"`
	}
	if err := xml.Unmarshal(write(t, "checkstyle", result), &got); err != nil {
		t.Fatal(err)
	}
	var messages, want []string
	for _, file := range got.Files {
		for _, e := range file.Errors {
			messages = append(messages, e.Message)
		}
	}
	for _, f := range result.Findings {
		want = append(want, strings.NewReplacer("\ufffe", "\ufffd", "\uffff", "\ufffd").Replace(details(f, true)))
	}
	if diff := cmp.Diff(want, messages); diff != "" {
		t.Errorf("-want +read back\n%s", diff)
	}
}

// TestIdentities: no two findings share one, and it is the fingerprint wherever
// that is unique.
func TestIdentities(t *testing.T) {
	for name, result := range map[string]*linter.Result{"sample": reportcase.Sample(), "hostile": reportcase.Hostile()} {
		seen := map[string]bool{"": true}
		for f, id := range identities(result.Findings) {
			if seen[id] {
				t.Errorf("%s: %q has the identity of another: %q", name, f.Message, id)
			}
			if seen[id] = true; name == "sample" && id != f.Fingerprint {
				t.Errorf("%q is %s, not its fingerprint", f.Message, id)
			}
		}
	}
}

// TestSecretFixesAreNotTold: a fix that would write a secret is in no format, and
// no suggestion reaches over one.
func TestSecretFixesAreNotTold(t *testing.T) {
	for _, format := range []string{"json", "sarif"} {
		out := string(write(t, format, reportcase.Hostile()))
		if strings.Contains(out, "with a secret") || !strings.Contains(out, "two files") {
			t.Errorf("%s tells the wrong fixes", format)
		}
	}
	var got rdResult
	if err := json.Unmarshal(write(t, "rdjson", reportcase.Hostile()), &got); err != nil {
		t.Fatal(err)
	}
	for _, d := range got.Diagnostics {
		if len(d.Suggestions) != 1 || d.Suggestions[0].Text != "other = \"<x>&\"\n" {
			t.Errorf("suggestions: %q", d.Suggestions)
		}
	}
}
