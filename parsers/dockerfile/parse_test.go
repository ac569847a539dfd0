package dockerfile

import (
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func parse(src string) *File {
	return Parse(token.NewFileSet().AddFile("Dockerfile", -1, len(src)), []byte(src))
}

func TestRanges(t *testing.T) {
	src := "# syntax=docker/dockerfile:1\nFROM --platform=linux/amd64 debian:1 AS run\nENV A=b \\\n # why\n C=\"d e\" F\\\nG=h\nCOPY --from=\"x\" a \\\n b\nRUN cat <<E\nbody\nE\nCMD [ \"a\", \"b c\" ]\n"
	f := parse(src)
	if len(f.Errors) > 0 {
		t.Fatal(f.Errors)
	}
	type node interface {
		Pos() token.Pos
		End() token.Pos
	}
	at := func(n node) string { return src[n.Pos()-1 : n.End()-1] }
	env, copied, run, cmd := f.Instructions[1], f.Instructions[2], f.Instructions[3], f.Instructions[4]
	for _, c := range []struct {
		what, got, want string
	}{
		{"directive value", at(f.Directives[0].Value), "docker/dockerfile:1"},
		{"comment", at(f.Comments[0]), "# why"},
		{"keyword", at(f.Instructions[0].Keyword), "FROM"},
		{"flag", at(f.Instructions[0].Flags[0]), "--platform=linux/amd64"},
		{"flag value", at(copied.Flag("from").Value), `"x"`},
		{"stage name", at(f.Stages[0].NameWord), "run"},
		{"base", at(f.Stages[0].Base), "debian:1"},
		{"first key", at(env.Pairs[0].Key), "A"},
		{"second pair", at(env.Pairs[1]), `C="d e"`},
		{"second value", at(env.Pairs[1].Value), `"d e"`},
		{"key over two lines", at(env.Pairs[2].Key), "F\\\nG"},
		{"key over two lines, joined", env.Pairs[2].Key.Value, "FG"},
		{"word on the next line", at(copied.Args[1]), "b"},
		{"heredoc", at(run.Heredocs[0].Word), "<<E"},
		{"heredoc body", at(run.Heredocs[0].Body), "body\n"},
		{"terminator", at(run.Heredocs[0].Terminator), "E"},
		{"instruction with a heredoc", at(run), "RUN cat <<E\nbody\nE"},
		{"JSON word", at(cmd.Args[1]), `"b c"`},
		{"stage", at(f.Stages[0]), src[strings.Index(src, "FROM") : len(src)-1]},
		{"place in the text", src[env.TextPos(strings.Index(env.Text.Raw, "C="))-1:][:2], "C="},
	} {
		if c.got != c.want {
			t.Errorf("%s is %q, want %q", c.what, c.got, c.want)
		}
	}
}

// TestRecovery checks that a bad line gives one error and spoils nothing else.
func TestRecovery(t *testing.T) {
	for _, c := range []struct{ line, want string }{
		{"FRM x", "unknown instruction: FRM"},
		{"ENV NOVALUE", "ENV must have two arguments"},
		{"ENV A=1 B", `can't find = in "B". Must be of the form: name=value`},
		{"ENV A=${", "syntax error: missing '}'"},
		{`ENV A="open`, "unexpected end of statement while looking for matching double-quote"},
		{"COPY one", "COPY requires at least two arguments, but only one was provided. Destination could not be determined"},
		{"COPY --form=x a b", "unknown flag: --form"},
		{`RUN ["a", 1]`, "when using JSON array syntax, arrays must be comprised of strings only"},
		{"EXPOSE eighty", "invalid containerPort: eighty"},
		{"SHELL bash", "SHELL requires the arguments to be in JSON form"},
		{"RUN <<NEVER\nbody of it", "unterminated heredoc"},
		{"ONBUILD onbuild RUN x", "Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed"},
	} {
		t.Run(c.line, func(t *testing.T) {
			f := parse("FROM debian\nENV BEFORE=1\n" + c.line + "\nENV AFTER=2\nCMD [\"x\"]\n")
			if len(f.Errors) != 1 || f.Errors[0].Message != c.want {
				t.Errorf("errors %v, want one: %s", f.Errors, c.want)
			}
			s := f.Final("")
			if s.LookupEnv("BEFORE") == nil || s.LookupEnv("AFTER") == nil || s.Cmd == nil {
				t.Error("the lines around it are lost")
			}
		})
	}
}

func TestFinal(t *testing.T) {
	f := parse("FROM a AS One\nFROM b\nFROM c AS two\n")
	for target, want := range map[string]string{"": "c", "one": "a", "ONE": "a", "1": "b", "two": "c"} {
		if s := f.Final(target); s == nil || s.Base.Raw != want {
			t.Errorf("Final(%q) is %v, want the stage on %s", target, s, want)
		}
	}
	if s := f.Final("none"); s != nil {
		t.Errorf("Final of an unknown target is stage %d", s.Index)
	}
}

// TestShellWords checks how the shell form of a command is split.
func TestShellWords(t *testing.T) {
	f := parse("FROM x\nCMD /app/bin/server \"$A b\" 'c d'e \\\n  f\\ g\n")
	var got []string
	for _, w := range f.Stages[0].Cmd.Args {
		got = append(got, w.Value)
	}
	if diff := cmp.Diff([]string{"/app/bin/server", "$A b", "c de", "f g"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func samples(tb testing.TB) map[string]string {
	tb.Helper()
	files, err := filepath.Glob("testdata/*.Dockerfile")
	if err != nil || len(files) == 0 {
		tb.Fatalf("no samples: %v", err)
	}
	all := make(map[string]string)
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			tb.Fatal(err)
		}
		all[filepath.Base(file)] = string(src)
	}
	return all
}

func TestSamplesAreReproduced(t *testing.T) {
	for name, src := range samples(t) {
		t.Run(name, func(t *testing.T) { checkTree(t, src, parse(src)) })
	}
}

func BenchmarkParse(b *testing.B) {
	src := []byte(samples(b)["phoenix-1.8.Dockerfile"])
	file := token.NewFileSet().AddFile("Dockerfile", -1, len(src))
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		Parse(file, src)
	}
}
