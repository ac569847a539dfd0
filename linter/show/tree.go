package show

import (
	"fmt"
	"io"
	"strings"

	"github.com/flylint/flylint/model/project"
	"github.com/flylint/flylint/model/source"
)

// treeView is what the applications start, in order.
type treeView struct {
	Title string     `json:"-"`
	Apps  []treeNode `json:"apps"`
}

// treeNode is an application's top supervisor, a child, or a supervisor among
// the children.
type treeNode struct {
	Module   string     `json:"module"` // "?" when it is computed
	At       string     `json:"at"`     // file:line
	When     string     `json:"when,omitempty"`
	Library  bool       `json:"library,omitempty"`
	Limits   *limits    `json:"supervisor,omitempty"`
	Children []treeNode `json:"children,omitempty"`
	Unread   int        `json:"unread,omitempty"` // parts of the list that could not be read
}

// limits is how a supervisor restarts its children; "?" and -1 where the files
// do not say.
type limits struct {
	Strategy    string `json:"strategy"`
	MaxRestarts int64  `json:"max_restarts"`
	MaxSeconds  int64  `json:"max_seconds"`
}

func supervision(d subject) *treeView {
	v := &treeView{Title: d.title("the supervision tree in start order"), Apps: []treeNode{}}
	for _, s := range d.Tree.Starts {
		node := treeNode{Module: s.App + ": " + s.Module.Name, At: d.place(s.Module.Range)}
		if s.Top != nil {
			node = supervisor(d, node, s.Top)
		}
		v.Apps = append(v.Apps, node)
	}
	return v
}

// supervisor completes a node with the limits and children of a supervisor.
func supervisor(d subject, node treeNode, s *project.Supervisor) treeNode {
	node.Limits = &limits{
		Strategy:    s.Strategy.Or("?"),
		MaxRestarts: limit(s, s.MaxRestarts, project.DefaultMaxRestarts),
		MaxSeconds:  limit(s, s.MaxSeconds, project.DefaultMaxSeconds),
	}
	node.Unread = len(s.Unread)
	for _, c := range s.Children {
		node.Children = append(node.Children, child(d, c))
	}
	return node
}

// limit is a limit's value, the default where it is absent, -1 where unknown.
func limit(s *project.Supervisor, v source.Value[int64], def int64) int64 {
	switch {
	case v.Set:
		return v.V
	case v.Present() || !s.OptionsKnown:
		return -1
	}
	return def
}

func child(d subject, c *project.Child) treeNode {
	node := treeNode{Module: c.Module, At: d.place(c.Range), When: c.When.String(), Library: c.Library}
	if node.Module == "" {
		node.Module = "?"
	}
	if c.Supervisor != nil {
		return supervisor(d, node, c.Supervisor)
	}
	return node
}

// Text prints the tree with a line a child.
func (v *treeView) Text(w io.Writer) error {
	fmt.Fprintln(w, v.Title)
	for _, app := range v.Apps {
		fmt.Fprintln(w)
		if err := app.text(w, 0); err != nil {
			return err
		}
	}
	return nil
}

func (n treeNode) text(w io.Writer, depth int) error {
	line := strings.Repeat("  ", depth) + n.Module
	if n.Limits != nil {
		line += fmt.Sprintf(" [%s, %s restarts in %s s]", n.Limits.Strategy, number(n.Limits.MaxRestarts), number(n.Limits.MaxSeconds))
	}
	line += "  # " + n.At
	if n.When != "" {
		line += ", if " + n.When
	}
	if _, err := fmt.Fprintln(w, line); err != nil {
		return err
	}
	for _, c := range n.Children {
		if err := c.text(w, depth+1); err != nil {
			return err
		}
	}
	if n.Unread > 0 {
		fmt.Fprintf(w, "%s(%d more parts of the list could not be read)\n", strings.Repeat("  ", depth+1), n.Unread)
	}
	return nil
}

func number(n int64) string {
	if n < 0 {
		return "?"
	}
	return fmt.Sprint(n)
}
