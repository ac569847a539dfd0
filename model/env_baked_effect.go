package model

import (
	"slices"
	"strings"
)

// takesEffect reports whether a setting without its variable matters. A key of
// the project's own does not where no module mentions it, or where one reads the
// variable itself.
func (d *Deployment) takesEffect(b BakedRead) bool {
	parts := strings.Split(strings.TrimPrefix(b.Config, "config."), ".")
	if !d.Mix.IsOwnApp(parts[0]) {
		return true
	}
	for _, call := range []string{"get_env(", "fetch_env(", "fetch_env!("} {
		if len(d.Lib.FilesContaining("System."+call+`"`+b.Name+`"`)) > 0 {
			return false
		}
	}
	return len(parts) != 2 || len(d.Lib.FilesContaining(":"+parts[1])) > 0
}

// idleLibrary reports whether the owner of a setting is a library that nothing
// seems to use: the project depends on it, no other package of mix.lock does,
// and no word of its name stands in a module of the project.
func (d *Deployment) idleLibrary(setting string) bool {
	app, _, _ := strings.Cut(strings.TrimPrefix(setting, "config."), ".")
	if d.Mix.IsOwnApp(app) || d.Lock.Package(app) == nil || d.Lock.Asks(app) {
		return false
	}
	return !slices.ContainsFunc(strings.Split(app, "_"), func(word string) bool { return len(word) > 2 && d.Lib.Mentions(word) })
}

// besides drops the settings that are false by a comparison, a default of a
// kind, unless the same keyword list has another variable that is read in vain:
// then neither was meant for the build.
func besides(found []BakedRead) []BakedRead {
	lists := map[string]bool{}
	for _, b := range found {
		if b.Becomes != "false" {
			lists[listOf(b)] = true
		}
	}
	return slices.DeleteFunc(found, func(b BakedRead) bool {
		return b.Becomes == "false" && !lists[listOf(b)]
	})
}

// listOf is the path of the keyword list that a setting stands in.
func listOf(b BakedRead) string { return b.Config[:strings.LastIndexByte(b.Config, '.')+1] }

// readsItself reports whether an application's configuration does not decide what
// it does in production: it is for the build or for development, or the
// application asks the environment itself.
func readsItself(app string) bool {
	switch app {
	case "appsignal", "auth_plug", "opentelemetry", "opentelemetry_exporter", "new_relic_agent", "honeybadger",
		"esbuild", "tailwind", "dart_sass", "bun", "phoenix_live_reload", "mix_test_watch", "git_hooks", "credo":
		return true
	}
	return false
}
