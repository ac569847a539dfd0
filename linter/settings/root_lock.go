package settings

import (
	"github.com/zclconf/go-cty/cty"

	"github.com/flylint/flylint/model"
	"github.com/flylint/flylint/model/project"
)

// lockType is mix.lock: versions by package, null for a package that is not
// locked.
func lockType() cty.Type { return cty.Map(cty.String) }

// lookLock finds the locked version of a package.
func lookLock(d *model.Deployment, steps []step) seen {
	found := seen{at: d.File.Start(), path: modelPath("lock", steps)}
	if d.Lock == nil {
		return unknownLock(found, steps)
	}
	found.at = d.Lock.File.Start()
	if len(steps) == 0 {
		elems := map[string]cty.Value{}
		for _, name := range d.Lock.Names() {
			elems[name], _ = locked(d.Lock.Package(name))
		}
		found.value, found.present = mapping(cty.String, elems), true
		return found
	}
	p := d.Lock.Package(steps[0].name)
	if p == nil {
		return found
	}
	found.value, found.why = locked(p)
	found.at, found.present = placeOf(p.VersionRange, p.Range), true
	return found
}

// unknownLock is what a project without mix.lock tells of versions.
func unknownLock(found seen, steps []step) seen {
	found.value, found.why = cty.UnknownVal(cty.String), "the project has no mix.lock"
	if len(steps) == 0 {
		found.value = cty.UnknownVal(lockType())
	}
	return found
}

// locked is the version of a package, which one from git does not have.
func locked(p *project.LockedPackage) (cty.Value, string) {
	if p == nil || !p.Version.Valid() {
		return cty.UnknownVal(cty.String).RefineNotNull(), "it comes from git, which names no version"
	}
	return cty.StringVal(string(p.Version)), ""
}
