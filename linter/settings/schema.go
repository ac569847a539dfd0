package settings

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/flylint/flylint/internal/nearest"
)

// shape is what may stand in a block: the names of its settings and blocks.
type shape struct {
	what       string // for people: a rule block
	attributes []string
	blocks     []string
}

// shapeOf tells what may stand in a block of a kind; "" is the file itself.
func shapeOf(kind string) shape {
	switch kind {
	case "":
		return shape{"the settings file", []string{"required_version", "fail_on", "baseline"}, []string{"rule", "path", "ignore", "fact"}}
	case "rule":
		return shape{"a rule block", []string{"severity", "enabled"}, nil}
	case "custom":
		return shape{"a rule of your own", []string{"when", "at", "message", "help", "summary", "severity", "enabled"}, nil}
	case "path":
		return shape{"a path block", nil, []string{"rule", "ignore"}}
	case "ignore":
		return shape{"an ignore block", []string{"file", "reason", "until"}, nil}
	case "path ignore":
		return shape{"an ignore block below a path", []string{"reason", "until"}, nil}
	}
	return shape{"a fact block", factNames(), nil}
}

// check says what of a body has no place in its kind of block.
func (r *reader) check(b *hclsyntax.Body, kind string) {
	s := shapeOf(kind)
	for _, a := range sorted(b) {
		switch {
		case slices.Contains(s.attributes, a.Name):
		case slices.Contains(s.blocks, a.Name):
			r.mistake(a.NameRange, "%s is a block: write %s without the equals sign", a.Name, blockExample(a.Name))
		default:
			r.mistake(a.NameRange, "%s has no setting called %q%s", s.what, a.Name, s.suggestion(a.Name, s.attributes))
		}
	}
	for _, block := range b.Blocks {
		switch {
		case slices.Contains(s.blocks, block.Type):
		case slices.Contains(s.attributes, block.Type):
			r.mistake(block.TypeRange, "%s is no block: write %s = …", block.Type, block.Type)
		default:
			r.mistake(block.TypeRange, "%s has no block called %q%s", s.what, block.Type, s.suggestion(block.Type, s.blocks))
		}
	}
}

// suggestion names the name that was meant, else all there are of its sort.
func (s shape) suggestion(name string, names []string) string {
	if near := nearest.Name(name, slices.Concat(s.attributes, s.blocks)); near != "" {
		return "; did you mean " + near + "?"
	}
	if len(names) == 0 {
		names = slices.Concat(s.attributes, s.blocks)
	}
	return "; there are " + enumerate(names)
}

// enumerate lists names as a sentence does.
func enumerate(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}

func blockExample(kind string) string {
	switch kind {
	case "fact":
		return "fact { … }"
	case "path":
		return `path "glob" { … }`
	}
	return kind + ` "slug" { … }`
}

// sorted lists the attributes of a body in the order of the file.
func sorted(b *hclsyntax.Body) []*hclsyntax.Attribute {
	return slices.SortedFunc(maps.Values(b.Attributes), func(a, b *hclsyntax.Attribute) int {
		return cmp.Compare(a.NameRange.Start.Byte, b.NameRange.Start.Byte)
	})
}
