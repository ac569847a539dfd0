package report

import (
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestDocsHaveEveryField: the table of JSON's fields is that of the code.
func TestDocsHaveEveryField(t *testing.T) {
	page, err := os.ReadFile("../../docs/formats.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, format := range Formats() {
		if !strings.Contains(string(page), "\n## "+format+"\n") {
			t.Errorf("docs/formats.md has no section about %s", format)
		}
	}
	_, section, _ := strings.Cut(string(page), "\n## json\n")
	section, _, _ = strings.Cut(section, "\n## ")
	var documented []string
	for line := range strings.Lines(section) {
		if cells := strings.Split(line, "|"); len(cells) > 1 {
			for i, piece := range strings.Split(cells[1], "`") {
				if i%2 == 1 {
					documented = append(documented, piece)
				}
			}
		}
	}
	want := jsonFields(reflect.TypeFor[jsonResult](), "")
	slices.Sort(want)
	slices.Sort(documented)
	if diff := cmp.Diff(want, documented); diff != "" {
		t.Errorf("-code +docs/formats.md\n%s", diff)
	}
}

// jsonFields lists the fields of a type that hold no other fields, by their way
// from the top.
func jsonFields(t reflect.Type, at string) []string {
	switch t.Kind() {
	case reflect.Pointer:
		return jsonFields(t.Elem(), at)
	case reflect.Slice:
		return jsonFields(t.Elem(), at+"[]")
	case reflect.Struct:
		var all []string
		for i := range t.NumField() {
			name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
			if name == "suppressed" && t == reflect.TypeFor[jsonResult]() {
				all = append(all, "suppressed[]") // of the shape of findings[]
				continue
			}
			all = append(all, jsonFields(t.Field(i).Type, strings.TrimPrefix(at+"."+name, "."))...)
		}
		return all
	}
	return []string{at}
}
