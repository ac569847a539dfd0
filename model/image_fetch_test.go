package model

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flylint/flylint/internal/sourcetest"
	"github.com/flylint/flylint/model/source"
)

func TestFetches(t *testing.T) {
	for _, tc := range []struct {
		line string
		want []string
	}{
		{"RUN git clone https://a.example/b.git", []string{"git clone https://a.example/b.git"}},
		{"RUN cd /src && git clone --depth 1 https://a.example/b.git c", []string{"git clone https://a.example/b.git"}},
		{"RUN git clone -b v1 https://a.example/b.git", nil},
		{"RUN git clone https://a.example/b.git && cd b && git checkout 4f2a91c", nil},
		{"RUN echo git clone", nil},
		{"ADD https://a.example/latest.tar /", []string{"ADD https://a.example/latest.tar"}},
		{"ADD --checksum=sha256:00 https://a.example/latest.tar /", nil},
		{"ADD https://a.example/v2.tar /", nil},
		{"ADD local.tar /", nil},
	} {
		src := sourcetest.Load(t, "-- fly.toml --\napp = 'a'\n-- Dockerfile --\nFROM debian\n"+tc.line+"\n")
		var got []string
		for _, f := range Load(src, source.Target{Config: "fly.toml", Dir: "."}, Known{}).Image.Fetches() {
			got = append(got, f.What)
		}
		if diff := cmp.Diff(tc.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tc.line, diff)
		}
	}
}
