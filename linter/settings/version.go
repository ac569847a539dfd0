package settings

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/mod/module"
	"golang.org/x/mod/semver"

	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// version checks required_version. A flylint built from a checkout has no
// version and meets every requirement.
func (r *reader) version(b *hclsyntax.Body) {
	a, text := r.text(b, "required_version")
	if a == nil {
		return
	}
	met, err := satisfies(r.opts.Version, text)
	switch {
	case err != nil:
		r.mistake(a.Expr.Range(), "%s", err)
	case !met && Released(r.opts.Version):
		r.mistake(a.Expr.Range(), "these settings are for flylint %s, and this is %s", text, r.opts.Version)
	}
	r.entry("required_version", text, a.SrcRange)
}

// Released reports whether a version of flylint is one that was released,
// rather than a build of some commit.
func Released(version string) bool {
	v := canonical(version)
	return semver.IsValid(v) && semver.Build(v) == "" && !module.IsPseudoVersion(v)
}

// errConstraint is the error for what is no version requirement.
var errConstraint = errors.New(`a requirement is a comparison with a version, as in ">= 0.3", or several with commas; there are =, !=, <, <=, >, >= and ~>`)

// satisfies reports whether a version meets every part of a requirement. One
// that is no version meets none.
func satisfies(version, requirement string) (bool, error) {
	met := true
	for part := range strings.SplitSeq(requirement, ",") {
		ok, err := meets(canonical(version), strings.TrimSpace(part))
		if err != nil {
			return false, err
		}
		met = met && ok && semver.IsValid(canonical(version))
	}
	return met, nil
}

// meets judges one comparison.
func meets(version, part string) (bool, error) {
	rest := strings.TrimLeft(part, "=!<>~")
	op, bound := part[:len(part)-len(rest)], canonical(rest)
	if !semver.IsValid(bound) {
		return false, fmt.Errorf("%w, not %q", errConstraint, part)
	}
	order := semver.Compare(version, bound)
	switch op {
	case "", "=", "==":
		return order == 0, nil
	case "!=":
		return order != 0, nil
	case "<":
		return order < 0, nil
	case "<=":
		return order <= 0, nil
	case ">":
		return order > 0, nil
	case ">=":
		return order >= 0, nil
	case "~>":
		return order >= 0 && semver.Compare(version, above(rest)) < 0, nil
	}
	return false, fmt.Errorf("%w, not %q", errConstraint, part)
}

// above is the first version that ~> excludes: ~> 2.1 ends at 3.0, ~> 2.1.3 at
// 2.2, as in mix.exs. Pre-releases of that are excluded too.
func above(bound string) string {
	numbers := strings.Split(strings.TrimPrefix(strings.TrimSpace(bound), "v"), ".")
	if len(numbers) > 2 {
		return "v" + numbers[0] + "." + next(numbers[1]) + ".0-0"
	}
	return "v" + next(numbers[0]) + ".0.0-0"
}

// next is a number counted up.
func next(number string) string {
	n, _ := strconv.Atoi(number) // the caller has seen that it is one
	return strconv.Itoa(n + 1)
}

// canonical is a version as x/mod/semver takes it.
func canonical(version string) string {
	return "v" + strings.TrimPrefix(strings.TrimSpace(version), "v")
}
