package settings

import (
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/flylint/flylint/checks"
	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model"
)

func TestLoad(t *testing.T) {
	const text = `required_version = ">= 0.3"
fail_on  = "error"
baseline = "ci/accepted"

rule "deploy/" {
  severity = "info"
}

path "apps/web/**" {
  rule "all" {
    enabled = false
  }
  rule "oban/unknown-module" {
    enabled = true
  }
  ignore "otp/" {
    reason = "rewritten next month"
    until  = "2027-01-31"
  }
}

ignore "docker/glibc-mismatch" {
  file   = "./Docker*"
  reason = " both are the same image "
}

fact {
  machines = 2
  secrets  = ["B", "A"]
}

fact "night-ferry" {
  machines      = { web = 3, worker = 1 }
  pooler        = "session"
  database_host = "db.example.net"
}
`
	fsys := fstest.MapFS{"team [a]/" + FileName: {Data: []byte(text)}}
	s, err := Load(Options{FS: fsys, Checks: checks.All(), Version: "v0.4.0"}, "team [a]/"+FileName)
	if err != nil {
		t.Fatal(err)
	}
	want := linter.Policy{
		Rules: []linter.RulePolicy{
			{Rule: "deploy/", Severity: linter.Info},
			{Rule: "all", Path: `team \[a\]/apps/web/**`, Disabled: true},
			{Rule: "oban/unknown-module", Path: `team \[a\]/apps/web/**`, Enabled: true},
		},
		Ignores: []linter.PolicyIgnore{
			{Rule: "docker/glibc-mismatch", File: `team \[a\]/Docker*`, Reason: "both are the same image"},
			{Rule: "otp/", File: `team \[a\]/apps/web/**`, Reason: "rewritten next month", Until: time.Date(2027, 1, 31, 0, 0, 0, 0, time.UTC)},
		},
	}
	if diff := cmp.Diff(want, s.Policy, cmpopts.IgnoreFields(linter.PolicyIgnore{}, "At", "Whole")); diff != "" {
		t.Errorf("policy (-want +got):\n%s", diff)
	}
	if at := s.Policy.Ignores[0].At; at.File != "team [a]/"+FileName || at.Range.Start.Line != 22 || at.Range.Start.Column != 1 {
		t.Errorf("the ignore is placed at %+v", at)
	}
	if s.FailOn != "error" || s.Baseline != "team [a]/ci/accepted" {
		t.Errorf("fail_on %q, baseline %q", s.FailOn, s.Baseline)
	}
	all, own := s.Facts.Of("day-ferry"), s.Facts.Of("night-ferry")
	if n, ok := all.MachinesOf("web"); n != 2 || !ok || all.Pooler != "" {
		t.Errorf("all apps: %+v", all)
	}
	if n, ok := own.MachinesOf("worker"); n != 1 || !ok || own.Pooler != model.PoolerSession || own.DatabaseHost != "db.example.net" {
		t.Errorf("night-ferry: %+v", own)
	}
	if _, ok := own.MachinesOf("cron"); ok {
		t.Error("the number of machines of cron is not stated")
	}
	if _, found := own.Secrets.Lookup("A"); !found {
		t.Error("what is stated of all apps does not reach night-ferry")
	}
}

// TestLoadRefuses: what cannot be read at all is an error, and no settings.
func TestLoadRefuses(t *testing.T) {
	fsys := fstest.MapFS{
		"big/" + FileName:              {Data: make([]byte, maxSize+1)},
		"dir/" + FileName + "/x":       {},
		"empty/" + FileName:            {},
		"bom/" + FileName:              {Data: []byte("\ufefffail_on = \"error\"\n")},
		"binary/" + FileName:           {Data: []byte{0, 1, 2, 0xff, 0xfe}},
		"latin1/" + FileName:           {Data: []byte("fail_on = \"\xe9rror\"\n")},
		"carriage returns/" + FileName: {Data: []byte("fail_on = \"error\"\r\nbaseline = \"x\"\r\n")},
	}
	for dir, good := range map[string]bool{
		"absent": false, "big": false, "dir": false, "binary": false, "latin1": false, "empty": true, "bom": true, "carriage returns": true,
	} {
		s, err := Load(Options{FS: fsys, Version: "devel"}, dir+"/"+FileName)
		if good != (err == nil) || good != (s != nil) {
			t.Errorf("%s: %v, %v", dir, s, err)
		}
	}
}

func TestFind(t *testing.T) {
	fsys := fstest.MapFS{
		FileName:                      {},
		"apps/web/" + FileName:        {},
		"apps/web/fly.toml":           {},
		"apps/web/lib/web.ex":         {},
		"apps/worker/fly.toml":        {},
		"apps/dir/" + FileName + "/x": {},
	}
	tests := []struct {
		want  string
		paths []string
	}{
		{FileName, nil},
		{FileName, []string{"."}},
		{"apps/web/" + FileName, []string{"apps/web"}},
		{"apps/web/" + FileName, []string{"apps/web/lib/web.ex", "apps/web/fly.toml"}},
		{FileName, []string{"apps/web", "apps/worker"}},
		{FileName, []string{"apps/worker/fly.toml"}},
		{FileName, []string{"apps/dir"}},
		{FileName, []string{"apps/absent/fly.toml"}},
	}
	for _, test := range tests {
		if got := Find(fsys, test.paths); got != test.want {
			t.Errorf("Find(%q) = %q, not %q", test.paths, got, test.want)
		}
	}
	if got := Find(fstest.MapFS{"fly.toml": {}}, []string{"."}); got != "" {
		t.Errorf("found %q where there is none", got)
	}
}
