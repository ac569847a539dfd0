package release

import (
	"strings"

	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model"
)

// CompileTimeEnv is release/compile-time-env.
func CompileTimeEnv() *linter.Check {
	return &linter.Check{
		Slug:     "release/compile-time-env",
		Severity: linter.Warning,
		FixKind:  linter.UnsafeFix,
		Since:    "0.1.0",
		Evidence: linter.InConfig | linter.InLib | linter.InImage,
		Elixir:   true,
		Documentation: linter.Documentation{
			Summary: "a variable that is read while the image is built, where Fly's secrets do not exist",
			What: "config.exs, prod.exs and module attributes are evaluated once, by `mix compile` and `mix release` in the builder stage. There a variable has what the Dockerfile's ENV and ARG and `[build.args]` give it, " +
				"and no secret and nothing of `[env]`. Silent for variables with a default, those that runtime.exs reads again, names of build information (GIT_SHA, LOG_LEVEL, MIX_…), libraries that ask for the variable themselves, settings of a module that the project does not have, and builds that mount secrets; advice for libraries and modules that nothing in the project uses.",
			Why: "`System.get_env` gives nil, and nil is what the release keeps: the secret is set, `fly ssh console` shows it, and the app behaves as if it were not. `System.fetch_env!` and `|| raise` end the build " +
				"(\"could not fetch environment variable\").",
			Instead: "Move the line to config/runtime.exs, below `if config_env() == :prod do`. In a module, read the variable in a function, or put it into the configuration and use `Application.fetch_env!`. " +
				"What really belongs to the build comes as a build argument: `ARG NAME` and `ENV NAME=$NAME` before the compilation, and `[build.args]` in the fly config.",
			FixSafety: "The fix sets the key at boot, at the end of what runtime.exs does in production, and takes the line out of prod.exs; config.exs keeps its own for development. " +
				"The release then follows the variable, perhaps for the first time, hence `--unsafe-fixes`. A value that is made of other variables of the script, or that ends the build, has no fix.",
			Ignore:     "When the value is meant to be nil in production, or comes with `fly deploy --build-arg` through an ARG of another name.",
			References: []string{"https://hexdocs.pm/mix/Mix.Tasks.Release.html#module-application-configuration", "https://fly.io/docs/apps/build-secrets/", "https://fly.io/docs/reference/configuration/#the-build-args-section"},
		},
		Judge: compileTimeEnv,
	}
}

func compileTimeEnv(p *linter.Pass) {
	told := map[string]*linter.Diagnostic{} // by variable and setting: a list may hold the setting many times
	for _, read := range p.BakedReads() {
		setting := read.Name + " " + bakedPath(read)
		switch {
		case read.Stops:
			p.Report(read, "%s is read while the image is built, where neither secrets nor [env] exist, so the build fails: %s", read.Name, firstLine(read.Message)).
				As(linter.Error).Path("%s", bakedPath(read)).Label("not set in the build").Help("%s", moveHelp(read))
		case told[setting] != nil:
			told[setting].Relate(read, "here, too")
		case !buildInfo(read.Name):
			d := p.Report(read, "%s is read while the image is built, where neither secrets nor [env] exist: %s %s, whatever fly secrets holds%s", read.Name, keeper(read), fate(read), idle(read)).
				Path("%s", bakedPath(read)).Label("not set in the build").Help("%s", moveHelp(read))
			if read.Idle != "" {
				d.As(linter.Info)
			}
			setAtBoot(p, read, d)
			told[setting] = d
		}
	}
}

func bakedPath(read model.BakedRead) string {
	switch {
	case read.Config != "":
		return read.Config
	case read.Attribute != "":
		return "lib." + read.Attribute
	}
	return "env." + read.Name
}

// keeper names what keeps the absent value.
func keeper(read model.BakedRead) string {
	if read.Attribute != "" {
		return "the attribute " + read.Attribute[strings.LastIndexByte(read.Attribute, '@'):]
	}
	return strings.TrimPrefix(read.Config, "config.")
}

// fate says what becomes of the setting.
func fate(read model.BakedRead) string {
	if read.Becomes == "" {
		return "stays without it"
	}
	return "is " + read.Becomes + " in the release"
}

// idle is the doubt whether anything asks for the setting.
func idle(read model.BakedRead) string {
	if read.Idle != "" {
		return "; " + read.Idle + ", so perhaps nothing asks for it"
	}
	return ""
}

func moveHelp(read model.BakedRead) string {
	if read.Attribute != "" {
		return "read it in a function instead of an attribute, or set it in config/runtime.exs"
	}
	return "move it to config/runtime.exs, below if config_env() == :prod do; if it belongs to the build, give it with ARG and [build.args]"
}

// buildInfo reports whether a variable's name says that it tells of the build,
// or that it is a switch for it.
func buildInfo(name string) bool {
	for _, prefix := range [...]string{"GIT_", "MIX_", "BUILD_", "CI_", "GITHUB_SHA", "GITHUB_RUN", "GITHUB_REF", "SOURCE_", "NODE_", "DOCKER_"} {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	for _, part := range [...]string{"COMMIT", "_SHA", "_REVISION", "_VERSION", "_DISABLED"} {
		if strings.Contains(name, part) {
			return true
		}
	}
	switch name {
	case "LOG_LEVEL", "POOL_SIZE", "CI", "HOME", "PATH", "USER", "PWD", "VERSION", "REVISION", "SHA", "TZ", "LANG":
		return true
	}
	return false
}
