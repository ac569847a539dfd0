package model

import (
	"bytes"
	"slices"
	"strings"
)

// takesEffect reports whether a setting without its variable matters. A key of
// the project's own does not where no module mentions it or is called so, or
// where one reads the variable itself.
func (d *Deployment) takesEffect(b BakedRead) bool {
	parts := strings.Split(strings.TrimPrefix(b.Config, "config."), ".")
	if !d.Mix.IsOwnApp(parts[0]) {
		return !asksFor(parts[0], b.Name) && !d.alsoInOAuth(b.Config)
	}
	for _, call := range []string{"get_env(", "fetch_env(", "fetch_env!("} {
		if len(d.Lib.FilesContaining("System."+call+`"`+b.Name+`"`)) > 0 {
			return false
		}
	}
	if module := leadingModule(parts[1:]); module != "" {
		return len(d.Lib.FilesContaining(lastPart(module))) > 0
	}
	return len(parts) != 2 || len(d.Lib.FilesContaining(":"+parts[1])) > 0
}

// leadingModule is the module that a path begins with: MyApp.Mailer of
// MyApp.Mailer.api_key; "" where it begins with none.
func leadingModule(path []string) string {
	for i, part := range path {
		if part == "" || part[0] < 'A' || part[0] > 'Z' {
			return strings.Join(path[:i], ".")
		}
	}
	return strings.Join(path, ".")
}

// lastPart is what code calls a module that it has an alias for.
func lastPart(module string) string { return module[strings.LastIndexByte(module, '.')+1:] }

// asksFor reports whether a library asks the environment for a variable before
// its configuration, so that a setting made of it changes nothing.
// Facts: Algolia and Algoliax.Config, whose functions begin with the variable.
func asksFor(library, variable string) bool {
	switch library {
	case "algolia", "algoliax":
		return variable == "ALGOLIA_API_KEY" || variable == "ALGOLIA_APPLICATION_ID"
	}
	return false
}

// alsoInOAuth reports whether a setting is an option of a strategy of Ueberauth
// whose OAuth module has it too. Most strategies look there only; that of Google
// does so where the option is nil.
// Facts: ueberauth_google 0.12 (Ueberauth.Strategy.Google), ueberauth_hubspot 0.1.
func (d *Deployment) alsoInOAuth(setting string) bool {
	_, provider, ok := strings.Cut(setting, "config.ueberauth.Ueberauth.providers.")
	path := strings.Split(provider, ".")
	if !ok || len(path) < 3 {
		return false
	}
	strategy, key := leadingModule(path[1:]), path[len(path)-1]
	return d.Config().Get("ueberauth", "Elixir."+strategy+".OAuth", key) != nil
}

// idle says why perhaps nothing asks for a setting; "" where something does.
func (d *Deployment) idle(setting string) string {
	app, rest, _ := strings.Cut(strings.TrimPrefix(setting, "config."), ".")
	switch own := d.Mix.IsOwnApp(app); {
	case !own && isGivenAll(app):
		return "that library reads no configuration"
	case !own && d.idleLibrary(app):
		return "no module of the project mentions that library"
	case own:
		if module := leadingModule(strings.Split(rest, ".")); d.idleModule(module) {
			return "no other module of the project mentions " + module
		}
	}
	return ""
}

// isGivenAll reports whether a library is given all it needs by the code that
// calls it, so that what is configured for it has no reader.
// Facts: OpenaiEx.new/3 of openai_ex 0.8.
func isGivenAll(library string) bool { return library == "openai_ex" }

// idleModule reports whether no code of the project but a module's own file
// mentions it.
func (d *Deployment) idleModule(name string) bool {
	module := d.Lib.Module(name)
	if module == nil || len(module.File.ModuleNames()) > 1 {
		return false
	}
	last := lastPart(name)
	for _, file := range d.Lib.FilesContaining(last) {
		if file != module.File.Path && inCode(d.Sources.Read(file).Src, last) {
			return false
		}
	}
	return true
}

// inCode reports whether a word stands in a line that is no comment.
func inCode(src []byte, word string) bool {
	for line := range bytes.Lines(src) {
		if bytes.Contains(line, []byte(word)) && !bytes.HasPrefix(bytes.TrimSpace(line), []byte("#")) {
			return true
		}
	}
	return false
}

// idleLibrary reports whether nothing seems to use a library: the project
// depends on it, no word of its name stands in a module of the project, and of
// the packages of mix.lock that ask for it none is used.
func (d *Deployment) idleLibrary(name string) bool {
	return d.Lock.Package(name) != nil && !slices.ContainsFunc(wordsOf(name), d.Lib.Mentions) && !d.askedFor(name, map[string]bool{})
}

// askedFor reports whether a package of mix.lock that is in use asks for the
// named one. One that may do without it does not, unless the configuration of
// another application names it, as that of a mailer does its adapter.
func (d *Deployment) askedFor(name string, seen map[string]bool) bool {
	seen[name] = true
	for _, other := range d.Lock.Names() {
		dep, asks := d.Lock.Package(other).Dep(name)
		if !asks || seen[other] || dep.Optional && !d.Config().Mentions(name, wordsOf(name)) {
			continue
		}
		if d.usesPackage(other) || d.askedFor(other, seen) {
			return true
		}
	}
	return false
}

// usesPackage reports whether the project seems to use a package: all words of
// its name stand in its modules, or in the configuration of other applications.
// One word proves nothing: waffle_ecto is not used wherever Ecto is.
func (d *Deployment) usesPackage(name string) bool {
	words := wordsOf(name)
	return !slices.ContainsFunc(words, func(word string) bool { return !d.Lib.Mentions(word) }) || d.Config().Mentions(name, words)
}

// wordsOf are the words of a package's name that tell it from others.
func wordsOf(name string) []string {
	return slices.DeleteFunc(strings.Split(name, "_"), func(word string) bool { return len(word) < 3 || word == "elixir" || word == "erlang" })
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
