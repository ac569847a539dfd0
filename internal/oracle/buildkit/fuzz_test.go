package buildkit

import (
	"os"
	"path/filepath"
	"testing"
)

// TestLines compares instructions one at a time, so that one fault does not
// hide another.
func TestLines(t *testing.T) {
	for _, line := range []string{
		"FROM debian AS 1bad", "FROM debian as", "FROM a b", "FROM a AS b c", "FROM", "FROM ''", "FROM --platform= a", "FROM $NOPE",
		"FROM --platform=$BUILDPLATFORM debian", "FROM --as=x debian", "FROM a AS B.c-d_1", "FROM ${X", "FROM ${}", "FROM ${X!y}",
		"FRM typo", "ENV NOVALUE", "ENV", "ENV =x", "ENV A=1 B", "ENV A=1 B=", "ENV A= B", "ENV OPEN=\"quote", "ENV A 'open", "ENV A=b\\",
		"ENV A=${X:#a}", "ENV A=${X#\\a}", "ENV A=${X^^}", "ENV --flag A=b", "ENV A=${X/}", "ENV A=${X/a", "ENV A=${X/a/b}",
		"ENV ${=x", "LABEL a", "LABEL", "LABEL a=${", "LABEL 'a'=b",
		"ARG", "ARG =x", "ARG a b=c", "ARG A=${", "ARG 'a", "ARG --x", "MAINTAINER", "MAINTAINER a  b",
		"COPY one", "COPY", "COPY --form=x a b", "COPY --from a b", "COPY --from= a b", "COPY --from=x --from=y a b", "COPY --link=maybe a b", "COPY --link= a b",
		"COPY --link --link a b", "COPY --from=$X a b", "COPY [\"a\"]", "COPY [\"a\", \"b\"", "COPY [\"a\", 1]", "COPY a ${b", "COPY -- a b", "COPY --  --a b",
		"COPY --chown=a:b --chmod=755 a b", "COPY --chown='a b' a b", "COPY --chown=a\\ b a b", "COPY --unpack a b", "ADD --unpack a b", "ADD a b c",
		"COPY <<A /x\nb\nA", "COPY a <<A\nb\nA", "COPY <<A\nb\nA", "RUN <<A\nb", "RUN <<A <<A\nA\nA", "RUN <<'A'B\nAB", "RUN <<\"A\nA", "RUN <<-A\n\t\tA", "RUN <<\\A\nA",
		"RUN echo ${#x} <<A", "RUN echo ${x@Q} <<A", "RUN echo ${x:-<<A}\nA", "RUN x<<A", "RUN 5<<A\nA", "RUN << A B\nA", "RUN <<", "RUN <<-", "RUN <<$A\n$A",
		"RUN [\"a\", [\"b\"]]", "RUN [1]", "RUN [\"a\" \"b\"]", "RUN [null]", "RUN {\"a\": 1}", "RUN [\"\\x\"]", "RUN [\"\\ud800\"]", "RUN", "RUN [",
		"RUN --network=maybe x", "RUN --network x", "RUN --security=insecure x", "RUN --mount=type=bind,from=$X,target=/ x", "RUN --mount x", "RUN --device=a x", "RUN --unknown x",
		"EXPOSE", "EXPOSE 80 $X 443/tcp", "WORKDIR", "WORKDIR a b", "WORKDIR ${", "WORKDIR --x a", "USER", "USER ${X:-a b}", "USER 'a", "STOPSIGNAL", "STOPSIGNAL --x",
		"ONBUILD", "ONBUILD onbuild RUN x", "ONBUILD FROM x", "ONBUILD MAINTAINER x", "ONBUILD FOO", "ONBUILD --x RUN y", "ONBUILD RUN [1]", "ONBUILD ENV A", "ONBUILD  RUN <<A\nA",
		"SHELL bash", "SHELL", "SHELL []", "SHELL [\"a\"]", "HEALTHCHECK", "HEALTHCHECK CMD", "HEALTHCHECK CMD x", "HEALTHCHECK cmd []", "HEALTHCHECK NONE x", "HEALTHCHECK --interval=x CMD y",
		"HEALTHCHECK --interval=1us CMD y", "HEALTHCHECK --interval=0 CMD y", "HEALTHCHECK --retries=-1 CMD y", "HEALTHCHECK --retries=x CMD y", "HEALTHCHECK --retries=3 CMD y", "HEALTHCHECK MAYBE x",
		"HEALTHCHECK --interval=x NONE", "HEALTHCHECK CMD [\"a\"]", "VOLUME", "VOLUME [\"\"]", "VOLUME [\" \"]", "VOLUME []", "VOLUME a b", "VOLUME ${",
		"CMD", "CMD []", "CMD --x a", "ENTRYPOINT --x a", "\\", "\\\nRUN x", "RUN a\\\\", "RUN a \\ \t", "run a", "RUN\ta", "RUN\va", "# x\\", "#escape=`",
	} {
		t.Run(line, func(t *testing.T) {
			for _, src := range []string{"FROM debian\n" + line + "\n", line + "\nFROM debian\n"} {
				ours := parseOurs("Dockerfile", []byte(src))
				compareFile(t, ours, parseTheirs([]byte(src)))
			}
		})
	}
}

func FuzzAgainstBuildKit(f *testing.F) {
	files, err := filepath.Glob("../../../parsers/dockerfile/testdata/*.Dockerfile")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(src)
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		for _, c := range src {
			if c == 0 || c >= 0x80 {
				return // BuildKit's text/scanner replaces such bytes; we keep them
			}
		}
		compareFile(t, parseOurs("Dockerfile", src), parseTheirs(src))
	})
}
