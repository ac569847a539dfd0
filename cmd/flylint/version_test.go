package main

import (
	"runtime/debug"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestOriginOf(t *testing.T) {
	setting := func(key, value string) debug.BuildSetting { return debug.BuildSetting{Key: key, Value: value} }
	inRepository := []debug.BuildSetting{
		setting("vcs.revision", "3fe10ab"), setting("vcs.time", "2026-11-23T08:30:00Z"), setting("vcs.modified", "true"),
	}
	for name, test := range map[string]struct {
		info *debug.BuildInfo
		want origin
	}{
		"nothing noted":   {nil, origin{Version: "devel"}},
		"in a directory":  {&debug.BuildInfo{Main: debug.Module{Version: "(devel)"}}, origin{Version: "devel"}},
		"by version":      {&debug.BuildInfo{Main: debug.Module{Version: "v1.2.3"}}, origin{Version: "v1.2.3"}},
		"in a repository": {&debug.BuildInfo{Settings: inRepository}, origin{"devel", "3fe10ab", "2026-11-23T08:30:00Z", true}},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, originOf(test.info)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}
