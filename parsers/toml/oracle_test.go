package toml

import (
	"io/fs"
	"os"
	"os/exec"
	"path"
	"strings"
	"testing"
	"time"

	burnt "github.com/BurntSushi/toml"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// suite is the toml-test collection that comes with BurntSushi/toml, which the
// go command has on disk because this test imports the module.
func suite(t testing.TB) fs.FS {
	t.Helper()
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/BurntSushi/toml").Output()
	dir := strings.TrimSpace(string(out))
	if err != nil || dir == "" {
		t.Fatalf("go list found no directory of BurntSushi/toml: %v", err)
	}
	return os.DirFS(path.Join(dir, "internal/toml-test/tests"))
}

func suiteFiles(t testing.TB, dir string) map[string]string {
	t.Helper()
	files := make(map[string]string)
	tests := suite(t)
	err := fs.WalkDir(tests, dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".toml" {
			return err
		}
		src, err := fs.ReadFile(tests, name)
		files[strings.TrimSuffix(name, ".toml")] = string(src)
		return err
	})
	if err != nil || len(files) == 0 {
		t.Fatalf("no files below %s: %v", dir, err)
	}
	return files
}

// decode is the judgement of the oracle. Its values are brought into the form
// of toGo.
func decode(src string) (map[string]any, error) {
	var m map[string]any
	if _, err := burnt.Decode(src, &m); err != nil {
		return nil, err
	}
	m, _ = plain(m).(map[string]any)
	return m, nil
}

func plain(v any) any {
	switch v := v.(type) {
	case map[string]any:
		m := make(map[string]any)
		for name, elem := range v {
			m[name] = plain(elem)
		}
		return m
	case []map[string]any:
		elems := []any{}
		for _, elem := range v {
			elems = append(elems, plain(elem))
		}
		return elems
	case []any:
		elems := []any{}
		for _, elem := range v {
			elems = append(elems, plain(elem))
		}
		return elems
	case time.Time:
		switch v.Location().String() {
		case "datetime-local":
			return showTime(v, LocalDateTime)
		case "date-local":
			return showTime(v, LocalDate)
		case "time-local":
			return showTime(v, LocalTime)
		}
		return showTime(v, OffsetDateTime)
	}
	return v
}

func diff(want, got any) string { return cmp.Diff(want, got, cmpopts.EquateNaNs()) }

// tooLenient are files that are no valid TOML, neither 1.0 nor 1.1, and which
// BurntSushi/toml accepts: but for the last they add to a table or array that
// is complete. We report them, as the specification has it and as go-toml, the
// library of flyctl, does; the folded view still holds all of their values.
func tooLenient(name string) bool {
	switch name {
	case "invalid/array/extend-defined-aot",
		"invalid/inline-table/duplicate-key-03",
		"invalid/inline-table/overwrite-02",
		"invalid/inline-table/overwrite-08",
		"invalid/spec-1.0.0/inline-table-2-0",
		"invalid/spec-1.0.0/table-9-1",
		"invalid/spec-1.1.0/common-46-1",
		"invalid/spec-1.1.0/common-49-0",
		"invalid/table/append-with-dotted-keys-01",
		"invalid/table/append-with-dotted-keys-02",
		"invalid/table/append-with-dotted-keys-03",
		"invalid/table/append-with-dotted-keys-05",
		"invalid/table/duplicate-key-04",
		"invalid/table/duplicate-key-05",
		"invalid/table/redefine-02",
		"invalid/table/redefine-03",
		offsetOverflow:
		return true
	}
	return false
}

// offsetOverflow has an hour of sixty minutes, which is a date to the oracle
// and no value to us.
const offsetOverflow = "invalid/datetime/offset-overflow-minute"

// since11 are files of the suite's invalid part that TOML 1.1 allows: line
// breaks and a last comma in inline tables, times without seconds, \x.
func since11(name string) bool {
	switch name {
	case "invalid/datetime/no-secs",
		"invalid/inline-table/linebreak-01",
		"invalid/inline-table/linebreak-02",
		"invalid/inline-table/linebreak-03",
		"invalid/inline-table/linebreak-04",
		"invalid/inline-table/trailing-comma",
		"invalid/local-datetime/no-secs",
		"invalid/local-time/no-secs",
		"invalid/string/basic-byte-escapes":
		return true
	}
	return false
}

func TestAcceptedFilesFoldToTheSameValues(t *testing.T) {
	for _, dir := range []string{"valid", "invalid"} {
		accepted, clean := 0, 0
		for name, src := range suiteFiles(t, dir) {
			want, err := decode(src)
			if err != nil {
				continue
			}
			accepted++
			doc, file := parse(src)
			checkTree(t, doc, file, src)
			if d := diff(want, toGo(doc.Root)); d != "" && name != offsetOverflow {
				t.Errorf("%s: (-BurntSushi +ours)\n%s", name, d)
			}
			if len(doc.Errors) == 0 {
				clean++
			}
			if (len(doc.Errors) > 0) != tooLenient(name) {
				t.Errorf("%s: errors %q, in the list of files BurntSushi/toml is too lenient with: %t", name, messages(doc), tooLenient(name))
			}
		}
		t.Logf("%s: BurntSushi/toml accepts %d files, we find no error in %d", dir, accepted, clean)
	}
}

func TestRejectedFilesHaveErrors(t *testing.T) {
	for _, dir := range []string{"valid", "invalid"} {
		rejected := 0
		for name, src := range suiteFiles(t, dir) {
			_, err := decode(src)
			if err == nil {
				continue
			}
			rejected++
			doc, file := parse(src)
			checkTree(t, doc, file, src)
			if len(doc.Errors) == 0 {
				t.Errorf("%s: no error, BurntSushi/toml says: %v", name, err)
			}
		}
		t.Logf("%s: BurntSushi/toml rejects %d files, and so do we", dir, rejected)
	}
}

// The suite has the last word where BurntSushi/toml is wrong.
func TestSuite(t *testing.T) {
	for name, src := range suiteFiles(t, "valid") {
		if doc, _ := parse(src); len(doc.Errors) > 0 {
			t.Errorf("%s is valid, we say: %q", name, messages(doc))
		}
	}
	for name, src := range suiteFiles(t, "invalid") {
		if doc, _ := parse(src); len(doc.Errors) == 0 != since11(name) {
			t.Errorf("%s: errors %q, in the list of files that TOML 1.1 allows: %t", name, messages(doc), since11(name))
		}
	}
}
