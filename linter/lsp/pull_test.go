package lsp_test

import (
	"slices"
	"strings"
	"testing"
)

type report struct {
	Kind     string
	ResultID string
	Items    []diagnostic
}

func (e *editor) pull(name, previous string) report {
	e.t.Helper()
	var r report
	e.call("textDocument/diagnostic", m{"textDocument": m{"uri": e.uri(name)}, "previousResultId": previous}, &r)
	return r
}

func TestPull(t *testing.T) {
	e := start(t, project(t), pulling())
	e.open("fly.toml")
	e.open("config/runtime.exs")
	first := e.pull("fly.toml", "")
	if first.Kind != "full" || first.ResultID == "" || first.Items == nil || len(first.Items) != 0 {
		t.Errorf("first report: %+v", first)
	}
	if again := e.pull("fly.toml", first.ResultID); again.Kind != "unchanged" || again.ResultID != first.ResultID || again.Items != nil {
		t.Errorf("second report: %+v", again)
	}
	e.edit("config/runtime.exs", replace(e.read("config/runtime.exs"), `"8080"`, `"4001"`))
	e.await("a refresh", func() bool { return slices.Contains(e.asked, "workspace/diagnostic/refresh") })
	if r := e.pull("fly.toml", first.ResultID); r.Kind != "full" || !slices.Equal(codes(r.Items), []string{"phoenix/port-mismatch:8"}) {
		t.Errorf("after an edit elsewhere: %+v", r)
	}
	if len(e.published) != 0 {
		t.Errorf("it was pushed too: %v", e.published)
	}
}

// TestPullAsksForRefreshOnlyWhenNeeded edits what concerns no other file.
func TestPullAsksForRefreshOnlyWhenNeeded(t *testing.T) {
	e := start(t, project(t), pulling())
	e.open("fly.toml")
	e.open("config/runtime.exs")
	e.pull("fly.toml", "")
	e.edit("fly.toml", change(0, 0, 0, 0, "# a comment\n"))
	e.edit("fly.toml", change(0, 0, 0, 0, "stratgy = 1\n"))
	if r := e.pull("fly.toml", ""); !slices.Equal(codes(r.Items), []string{"fly/unknown-key:1"}) {
		t.Errorf("report: %+v", r)
	}
	e.settled()
	if slices.Contains(e.asked, "workspace/diagnostic/refresh") {
		t.Error("a refresh was asked for")
	}
}

func TestPullOfWhatIsNobodys(t *testing.T) {
	e := start(t, project(t), pulling())
	for _, name := range []string{"lib/not_open.ex", "../elsewhere.toml"} {
		if r := e.pull(name, ""); r.Kind != "full" || r.Items == nil || len(r.Items) != 0 {
			t.Errorf("%s: %+v", name, r)
		}
	}
}

// TestWorkspacePull lists every file of the workspace that has findings, and
// keeps the request open while there is nothing new.
func TestWorkspacePull(t *testing.T) {
	e := start(t, strings.Replace(project(t), "force_https", "force_httpz", 1), pulling())
	type item struct {
		report
		URI     string
		Version *int
	}
	var answer struct{ Items []item }
	e.call("workspace/diagnostic", m{"previousResultIds": []m{}}, &answer)
	if len(answer.Items) != 1 || e.name(answer.Items[0].URI) != "fly.toml" || answer.Items[0].Version != nil ||
		!slices.Equal(codes(answer.Items[0].Items), []string{"fly/unknown-key:9"}) {
		t.Fatalf("answer = %+v", answer)
	}
	known := []m{{"uri": answer.Items[0].URI, "value": answer.Items[0].ResultID}}
	done := make(chan struct{})
	var later struct{ Items []item }
	go func() {
		defer close(done)
		if err := e.try("workspace/diagnostic", m{"previousResultIds": known}, &later); err != nil {
			t.Error(err)
		}
	}()
	e.settled()
	select {
	case <-done:
		t.Fatal("answered although nothing is new")
	default:
	}
	e.openAs("fly.toml", strings.Replace(e.read("fly.toml"), "force_httpz", "force_https", 1))
	<-done
	if len(later.Items) != 1 || later.Items[0].Kind != "full" || len(later.Items[0].Items) != 0 || later.Items[0].Version == nil {
		t.Errorf("later: %+v", later)
	}
}
