package settings

import (
	"path"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// glob is a pattern of the file as a pattern over the file system; "" after a
// mistake.
func (r *reader) glob(at hcl.Range, pattern string) string {
	switch {
	case pattern == "":
		r.mistake(at, "this pattern is empty; apps/web/** means everything below apps/web")
	case strings.HasPrefix(pattern, "/"):
		r.mistake(at, "patterns are relative to the directory of this file: write %s", strings.TrimLeft(pattern, "/"))
	case strings.Contains(pattern, `\`) && !strings.ContainsAny(pattern, "*?[{"):
		r.mistake(at, "paths are written with slashes: %s", strings.ReplaceAll(pattern, `\`, "/"))
	case pattern == ".." || strings.HasPrefix(pattern, "../"):
		r.mistake(at, "patterns do not leave the directory of this file")
	case !doublestar.ValidatePattern(pattern):
		r.mistake(at, "this is no pattern: a bracket or brace is open, or a backslash stands alone")
	default:
		pattern = strings.TrimPrefix(pattern, "./")
		if r.dir == "." {
			return pattern
		}
		return quoteMeta(r.dir) + "/" + pattern
	}
	return ""
}

// quoteMeta is a path as a pattern that means itself alone.
func quoteMeta(name string) string {
	var quoted strings.Builder
	for _, c := range name {
		if strings.ContainsRune(`*?[]{}\`, c) {
			quoted.WriteByte('\\')
		}
		quoted.WriteRune(c)
	}
	return quoted.String()
}

// path is a file named relative to the settings file, in the file system; ""
// after a mistake.
func (r *reader) path(a *hclsyntax.Attribute, name string) string {
	full := path.Join(r.dir, name)
	if name == "" || path.IsAbs(name) || full == ".." || strings.HasPrefix(full, "../") {
		r.mistake(a.Expr.Range(), "this takes the name of a file, relative to the directory of the settings file and inside the repository")
		return ""
	}
	return full
}
