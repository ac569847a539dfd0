package lsp_test

import (
	"strings"
	"testing"
)

// portRule is a rule that a team makes for itself.
const portRule = `rule "acme/port" {
  when    = fly.http_service.internal_port == 4000
  at      = fly.http_service.internal_port
  message = "${fly.app} listens on our proxy's port"
}
`

// TestOwnRules are like any other: a diagnostic while typing, an ignore on
// request, and nothing once it is ignored or in the baseline.
func TestOwnRules(t *testing.T) {
	e := start(t, project(t)+"-- .flylint.hcl --\n"+portRule+"rule \"phoenix/\" {\n  enabled = false\n}\n", pushing())
	text := strings.Replace(e.read("fly.toml"), "8080", "4000", 1)
	e.openAs("fly.toml", text)
	e.awaitCodes("fly.toml", "acme/port:8")
	if got := e.published["fly.toml"].Diagnostics[0].Message; !strings.Contains(got, "still-water listens on our proxy's port") {
		t.Errorf("the message is %q", got)
	}
	ignore := titled(t, e.actions("fly.toml", 8), "Ignore acme/port here")
	ignored := strings.Replace(apply(text, ignore.Edit.DocumentChanges[0].Edits), "-- ", "-- ours is elsewhere", 1)
	if got := e.version("fly.toml", e.edit("fly.toml", whole(ignored))); len(got) != 0 {
		t.Errorf("ignored, and still there: %v in\n%s", got, ignored)
	}
	e.edit("fly.toml", whole(text))
	e.awaitCodes("fly.toml", "acme/port:8")
	e.save(".flylint-baseline", "# flylint baseline 1\nacme/port fly.toml http_service.internal_port\n")
	e.awaitCodes("fly.toml")
}
