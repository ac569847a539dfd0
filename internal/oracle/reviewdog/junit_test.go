package reviewdog

import (
	"bytes"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	_ "github.com/yannh/kubeconform/pkg/config" // its module carries the schema of Jenkins' xunit plug-in

	"github.com/flylint/flylint/internal/oracle"
	"github.com/flylint/flylint/linter/report"
)

func TestJUnitBySchema(t *testing.T) {
	xmllint := oracle.Need(t, "xmllint", "apt-get install libxml2-utils")
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/yannh/kubeconform").Output()
	if err != nil {
		t.Fatal(err)
	}
	schema := filepath.Join(strings.TrimSpace(string(dir)), "fixtures", "junit.xsd")
	for name, result := range results(t) {
		var out bytes.Buffer
		if err := report.Write(&out, "junit", result, report.Options{}); err != nil {
			t.Fatal(err)
		}
		if said, err := validate(xmllint, schema, out.Bytes()); err != nil {
			t.Errorf("%s: %v\n%s", name, err, said)
		}
		broken := bytes.Replace(out.Bytes(), []byte(" classname="), []byte(" line="), 1)
		if _, err := validate(xmllint, schema, broken); err == nil {
			t.Errorf("%s: the validator finds no fault with an attribute that the schema has not", name)
		}
	}
}

func validate(xmllint, schema string, document []byte) (string, error) {
	cmd := exec.Command(xmllint, "--noout", "--schema", schema, "-")
	cmd.Stdin = bytes.NewReader(document)
	said, err := cmd.CombinedOutput()
	return string(said), err
}
