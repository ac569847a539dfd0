package source

import (
	"go/token"
	"slices"
	"testing"
	"testing/fstest"
)

func TestLineStarts(t *testing.T) {
	for _, src := range []string{"\n", "a", "a\n", "a\nb", "a\r\n\nb\n", "\n\n\n"} {
		want := token.NewFileSet().AddFile("f", -1, len(src))
		want.SetLinesForContent([]byte(src))
		lines := want.Lines()
		if src == "" {
			lines = []int{0} // its first line, which go/token leaves out
		}
		if got := lineStarts([]byte(src)); !slices.Equal(got, lines) {
			t.Errorf("%q: %v, want %v", src, got, lines)
		}
	}
}

func TestSourcesReadOnce(t *testing.T) {
	fsys := fstest.MapFS{"a": {Data: []byte("text")}, "dir/b": {Data: []byte("x")}}
	s := NewSources(fsys, token.NewFileSet())
	first := s.Read("a")
	fsys["a"].Data = []byte("changed")
	if again := s.Read("a"); again != first || string(again.Src) != "text" {
		t.Errorf("the file was read again: %q", again.Src)
	}
	for _, path := range []string{"absent", "dir", "", "../a", "/a"} {
		if s.Read(path) != nil || s.Exists(path) {
			t.Errorf("%q was read", path)
		}
	}
	if len(s.Files()) != 1 || len(s.Errors()) != 0 {
		t.Errorf("files = %v, errors = %v", s.Files(), s.Errors())
	}
}

// TestEmptyFile shows that an empty file has one line, on which its syntax error
// can stand.
func TestEmptyFile(t *testing.T) {
	s := NewSources(fstest.MapFS{"Dockerfile": {}}, token.NewFileSet())
	f := s.Read("Dockerfile")
	if at := s.Fset.Position(f.Start().From); at.Line != 1 || at.Column != 1 {
		t.Errorf("the start of an empty file is %d:%d, want 1:1", at.Line, at.Column)
	}
}
