package source

import (
	"testing"
	"testing/fstest"
)

// runs makes one run after the other over a file system, with one cache.
type runs struct {
	fsys  fstest.MapFS
	cache Cache
}

func (r *runs) next() *Sources { return r.cache.sources(newDirs(r.fsys, ".")) }

func TestKept(t *testing.T) {
	r := runs{fsys: fstest.MapFS{"a.ex": {Data: []byte("a")}, "other.ex": {Data: []byte("o")}}}
	var k Kept[int]
	worked := 0
	edits := []struct {
		name string
		edit func()
		want int
	}{
		{"the first run", func() {}, 1},
		{"nothing", func() {}, 1},
		{"an edit elsewhere", func() { r.fsys["other.ex"] = &fstest.MapFile{Data: []byte("p")} }, 1},
		{"an edit", func() { r.fsys["a.ex"] = &fstest.MapFile{Data: []byte("b")} }, 2},
		{"the same text anew", func() { r.fsys["a.ex"] = &fstest.MapFile{Data: []byte("b")} }, 2},
		{"what was absent appears", func() { r.fsys["b.ex"] = &fstest.MapFile{} }, 3},
		{"and goes", func() { delete(r.fsys, "b.ex") }, 4},
		{"a new module", func() { r.fsys["lib/c.ex"] = &fstest.MapFile{} }, 5},
		{"a script", func() { r.fsys["bin/run"] = &fstest.MapFile{Mode: 0o644} }, 6},
		{"leave to execute it", func() { r.fsys["bin/run"] = &fstest.MapFile{Mode: 0o755} }, 7},
		{"a directory", func() { r.fsys["priv/x"] = &fstest.MapFile{} }, 8},
	}
	for _, e := range edits {
		e.edit()
		s := r.next()
		for range 2 {
			got := k.In(s, func() int {
				worked++
				s.Read("a.ex")
				s.Exists("b.ex")
				s.Modules("lib")
				s.Below("bin")
				s.Executable("bin/run")
				s.IsDir("priv")
				return worked
			})
			if got != e.want {
				t.Errorf("after %s: worked out for the %d. time, want %d", e.name, got, e.want)
			}
		}
	}
}

// TestKeptTrail shows that what is worked out from something kept rests on the
// same files, also when that was at hand already.
func TestKeptTrail(t *testing.T) {
	r := runs{fsys: fstest.MapFS{"a.ex": {Data: []byte("a")}}}
	var inner, outer Kept[string]
	for _, text := range []string{"a", "b", "c"} {
		r.fsys["a.ex"] = &fstest.MapFile{Data: []byte(text)}
		s := r.next()
		read := func() string { return inner.In(s, func() string { return string(s.Read("a.ex").Src) }) }
		if text != "a" { // in the first run it is not at hand
			read()
		}
		if got := outer.In(s, read); got != text {
			t.Errorf("the file holds %q, what was worked out from it is %q", text, got)
		}
	}
}

// TestKeptFleeting shows that what a circle or a crash left behind serves the
// present run only.
func TestKeptFleeting(t *testing.T) {
	r := runs{fsys: fstest.MapFS{}}
	var a, b, crashed Kept[int]
	worked := 0
	for want := 2; want <= 4; want += 2 {
		s := r.next()
		a.In(s, func() int {
			worked++
			return b.In(s, func() int {
				worked++
				return a.In(s, func() int { t.Error("a circle was not ended"); return 0 })
			})
		})
		if worked != want {
			t.Errorf("worked %d times, want %d", worked, want)
		}
		func() {
			defer func() { _ = recover() }()
			crashed.In(s, func() int { panic("crash") })
		}()
		if s.trail != nil {
			t.Error("after a crash its trail goes on")
		}
	}
	if got := crashed.In(r.next(), func() int { return 7 }); got != 7 {
		t.Errorf("after a crash the value is %d, want 7", got)
	}
}
