package settings

import (
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"github.com/flylint/flylint/internal/nearest"
	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model"
	"github.com/flylint/flylint/model/flyconfig"
	"github.com/flylint/flylint/parsers"
)

// step is one link of a path into the model: a name, or an index when Name is "".
type step struct {
	name  string
	index int
	at    hcl.Range
}

// seen is what a path leads to in a deployment.
type seen struct {
	value   cty.Value     // null when it is absent, unknown when it cannot be told
	alts    []cty.Value   // the values it may have, when these are known; see value
	at      parsers.Range // where it is written, or would be
	present bool          // it is written
	why     string        // of an unknown: why it cannot be told
	path    string        // in the model
}

// doubted gives the reason why, if the value cannot be told in full.
func (s seen) doubted(why string) seen {
	if s.value == cty.NilVal {
		return s
	}
	if value, _ := s.value.UnmarkDeep(); !value.IsWhollyKnown() {
		s.why = why
	}
	return s
}

// root is one of the things a rule can ask about. Its type says which paths
// there are; what the user names freely (variables, applications, packages) is
// a map.
type root struct {
	name     string
	evidence linter.Evidence
	elixir   bool // it takes an Elixir project
	typ      func() cty.Type
	look     func(d *model.Deployment, steps []step) seen
}

// roots lists what there is to ask about.
func roots() []root {
	return []root{
		{"fly", linter.InFly, false, flyType, lookFly},
		{"env", linter.InEnv, false, envType, lookEnv},
		{"release_env", linter.InEnv, false, envType, lookReleaseEnv},
		{"image", linter.InImage, false, imageType, lookImage},
		{"config", linter.InConfig, true, configType, lookConfig},
		{"tree", linter.InTree, true, treeType, lookTree},
		{"lock", linter.InLock, true, lockType, lookLock},
	}
}

func rootNames() []string {
	var names []string
	for _, r := range roots() {
		names = append(names, r.name)
	}
	return names
}

func rootCalled(name string) (root, bool) {
	for _, r := range roots() {
		if r.name == name {
			return r, true
		}
	}
	return root{}, false
}

// stepsOf is the links of a path after its root.
func stepsOf(t hcl.Traversal) []step {
	var steps []step
	for _, link := range t[1:] {
		switch link := link.(type) {
		case hcl.TraverseAttr:
			at := link.SrcRange // with the dot before the name
			at.Start.Byte = at.End.Byte - len(link.Name)
			at.Start.Column = at.End.Column - len([]rune(link.Name))
			steps = append(steps, step{name: link.Name, at: at})
		case hcl.TraverseIndex:
			s := step{at: link.SrcRange}
			if link.Key.Type() == cty.String {
				s.name = link.Key.AsString()
			} else {
				n, _ := link.Key.AsBigFloat().Int64()
				s.index = int(n)
			}
			steps = append(steps, s)
		}
	}
	return steps
}

// typeAt follows a path through the type of its root. Where it leads nowhere,
// problem says why and bad is the link at fault.
func typeAt(root root, steps []step) (t cty.Type, bad int, problem string) {
	t = root.typ()
	for i, s := range steps {
		so := pathText(root.name, steps[:i])
		switch {
		case t == cty.DynamicPseudoType:
			return t, 0, ""
		case t.IsMapType() && s.name != "":
			t = t.ElementType()
		case t.IsListType() && s.name == "" && s.index >= 0:
			t = t.ElementType()
		case t.IsObjectType() && s.name != "":
			if !t.HasAttribute(s.name) {
				return t, i, so + noKey(root, t, so, s.name)
			}
			t = t.AttributeType(s.name)
		case t.IsListType() && s.name != "":
			return t, i, so + " is a list: write " + so + "[0]." + s.name + " for its first element, or " + so + "[*]." + s.name + " for that of all"
		case s.name == "":
			return t, i, so + " is " + typeName(t) + ", which has no index"
		default:
			return t, i, so + " is " + typeName(t) + ", which has nothing called " + s.name
		}
	}
	return t, 0, ""
}

// noKey says that an object has no such key, and which one was meant.
func noKey(root root, t cty.Type, so, name string) string {
	if root.name == "fly" {
		table := flyconfig.TableAt(strings.TrimPrefix(strings.TrimPrefix(withoutIndices(so), "fly"), "."))
		if k := table.Lookup(name); k != nil && k.Alias != "" {
			return " has no key " + name + ": flyctl reads it as " + k.Alias + ", so ask for that"
		}
	}
	text := " has no key " + strconv.Quote(name)
	if near := nearest.Name(name, attributeNames(t)); near != "" {
		return text + "; did you mean " + near + "?"
	}
	return text + "; there are " + enumerate(attributeNames(t))
}

func withoutIndices(text string) string {
	var out strings.Builder
	depth := 0
	for _, c := range text {
		switch {
		case c == '[':
			depth++
		case c == ']':
			depth--
		case depth == 0:
			out.WriteRune(c)
		}
	}
	return out.String()
}

// pathText is a path as it is written.
func pathText(root string, steps []step) string {
	text := root
	for _, s := range steps {
		switch {
		case s.name == "":
			text += "[" + strconv.Itoa(s.index) + "]"
		case isName(s.name):
			text += "." + s.name
		default:
			text += "[" + strconv.Quote(s.name) + "]"
		}
	}
	return text
}

// isName reports whether s can stand after a dot.
func isName(s string) bool {
	for i, c := range []byte(s) {
		letter := c == '_' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
		if !letter && (i == 0 || c != '-' && (c < '0' || c > '9')) {
			return false
		}
	}
	return s != ""
}

// modelPath is a path as findings name places in the model.
func modelPath(root string, steps []step) string {
	text := root
	if root == "fly" {
		text = ""
	}
	for _, s := range steps {
		switch {
		case s.name == "":
			text += "[" + strconv.Itoa(s.index) + "]"
		case text == "":
			text = s.name
		default:
			text += "." + s.name
		}
	}
	return text
}

// typeName names a type as a person would, with its article.
func typeName(t cty.Type) string {
	switch {
	case t == cty.String:
		return "a string"
	case t == cty.Number:
		return "a number"
	case t == cty.Bool:
		return "true or false"
	case t.IsListType(), t.IsTupleType(), t.IsSetType():
		return "a list"
	case t.IsObjectType(), t.IsMapType():
		return "a table"
	}
	return "a value"
}
