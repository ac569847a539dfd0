package settings

import (
	"github.com/zclconf/go-cty/cty"

	"github.com/flylint/flylint/model"
	"github.com/flylint/flylint/model/exconfig"
)

// envType is the environment: variables by name, null where one is certainly
// not set.
func envType() cty.Type { return cty.Map(cty.String) }

// lookEnv finds a variable of the default process group's release.
func lookEnv(d *model.Deployment, steps []step) seen {
	return lookIn(d, d.Env(d.Fly.DefaultGroup()), "env", steps)
}

// lookReleaseEnv finds a variable as the release command sees it.
func lookReleaseEnv(d *model.Deployment, steps []step) seen {
	return lookIn(d, d.ReleaseEnv(), "release_env", steps)
}

func lookIn(d *model.Deployment, env *model.Env, root string, steps []step) seen {
	near := d.File.Start()
	if d.Fly.EnvTable.Present() {
		near = d.Fly.EnvTable.Range
	}
	if len(steps) == 0 {
		return seen{value: wholeEnv(env), at: near, present: true, path: root, why: "secrets may add to it"}
	}
	b := env.Lookup(steps[0].name)
	v, why := variable(b)
	found := seen{value: v, why: why, at: placeOf(b.Range, b.Key), path: modelPath(root, steps)}
	if found.present = found.at.IsValid(); !found.present {
		found.at = near
	}
	return found
}

// variable is what a variable is worth, and why that cannot be told.
func variable(b model.EnvBinding) (cty.Value, string) {
	switch b.State {
	case exconfig.EnvKnown:
		if b.Unless != "" {
			return cty.UnknownVal(cty.String).RefineNotNull(), "it is made from " + b.Unless + ", which may be a secret"
		}
		return text(b.Name, b.Text), ""
	case exconfig.EnvUnset:
		return cty.NullVal(cty.String), ""
	case exconfig.EnvSecret:
		return cty.UnknownVal(cty.String).RefineNotNull(), "it is set, and no file says to what"
	}
	if b.Condition != "" {
		return cty.UnknownVal(cty.String), "it is set only if " + b.Condition
	}
	return cty.UnknownVal(cty.String), "nothing in the files sets it, and it may be a secret"
}

// wholeEnv is all variables. Unless all of them are known, nobody can tell that
// one is not there.
func wholeEnv(env *model.Env) cty.Value {
	if !env.Complete() {
		return cty.UnknownVal(envType())
	}
	elems := map[string]cty.Value{}
	for b := range env.All() {
		if b.Set() {
			elems[b.Name], _ = variable(b)
		}
	}
	return mapping(cty.String, elems)
}
