// Package buildkit holds parsers/dockerfile against BuildKit's own parser. It
// is a module of its own, so that BuildKit is no dependency of flylint.
//
// The files are those of parsers/dockerfile/testdata, and if FLYLINT_CORPUS
// names a directory every Dockerfile below it.
package buildkit

import (
	"bytes"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/parser"

	"github.com/flylint/flylint/parsers/dockerfile"
)

func TestAgainstBuildKit(t *testing.T) {
	rejected, refused := 0, 0
	files := corpus(t)
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		ours, theirs := parseOurs(file, src), parseTheirs(src)
		if theirs.err != nil {
			rejected++
		}
		if len(ours.Errors) > 0 {
			refused++
		}
		t.Run(filepath.Base(filepath.Dir(file))+"/"+filepath.Base(file), func(t *testing.T) {
			compareFile(t, ours, theirs)
		})
	}
	t.Logf("%d files, %d rejected by BuildKit, %d by us", len(files), rejected, refused)
}

// corpus returns the Dockerfiles to compare.
func corpus(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("../../../parsers/dockerfile/testdata/*.Dockerfile")
	if err != nil || len(files) == 0 {
		t.Fatalf("no sample files: %v", err)
	}
	root := os.Getenv("FLYLINT_CORPUS")
	if root == "" {
		return files
	}
	err = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name := d.Name()
		if d.Type().IsRegular() && (strings.HasPrefix(name, "Dockerfile") || strings.HasSuffix(name, ".Dockerfile")) {
			files = append(files, path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// tree is our tree, with the lines of its positions.
type tree struct {
	*dockerfile.File
	line func(token.Pos) int
}

func parseOurs(name string, src []byte) tree {
	f := token.NewFileSet().AddFile(name, -1, len(src))
	f.SetLinesForContent(src)
	return tree{dockerfile.Parse(f, src), f.Line}
}

// build is what BuildKit makes of a file.
type build struct {
	result *parser.Result
	stages []instructions.Stage
	args   []instructions.ArgCommand
	err    error // of any of its steps
}

func parseTheirs(src []byte) build {
	var b build
	if b.result, b.err = parser.Parse(bytes.NewReader(src)); b.err != nil {
		return b
	}
	if b.stages, b.args, b.err = instructions.Parse(b.result.AST, nil); b.err != nil {
		return b
	}
	b.err = b.convert()
	return b
}

func compareFile(t *testing.T, ours tree, theirs build) {
	switch {
	case theirs.err != nil && len(ours.Errors) == 0:
		t.Errorf("BuildKit rejects it and we do not: %v", theirs.err)
	case theirs.err == nil && len(ours.Errors) > 0:
		t.Errorf("BuildKit accepts it and we do not: line %d: %v", ours.line(ours.Errors[0].From), ours.Errors[0])
	}
	if theirs.result == nil {
		return
	}
	if diff := cmp.Diff(theirNodes(theirs.result), ourNodes(ours), cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("instructions (-BuildKit +flylint):\n%s", diff)
	}
	if theirs.err == nil {
		compareStages(t, ours, theirs)
	}
}

// node is what both say of an instruction.
type node struct {
	Keyword, Original string
	First, Last       int
	JSON              bool
	Flags, Args       []string
	Heredocs          []heredoc
}

type heredoc struct {
	Name, Content string
	FD            uint
	Chomp, Expand bool
}

func theirNodes(result *parser.Result) []node {
	var all []node
	for _, n := range result.AST.Children {
		one := theirNode(n)
		one.First, one.Last = n.StartLine, n.EndLine
		one.Original = n.Original
		for _, h := range n.Heredocs {
			one.Heredocs = append(one.Heredocs, heredoc{h.Name, h.Content, h.FileDescriptor, h.Chomp, h.Expand})
		}
		all = append(all, one)
	}
	return all
}

func theirNode(n *parser.Node) node {
	one := node{Keyword: n.Value, JSON: n.Attributes["json"], Flags: n.Flags}
	for arg := n.Next; arg != nil; arg = arg.Next {
		if len(arg.Children) == 1 {
			child := theirNode(arg.Children[0])
			if strings.EqualFold(n.Value, "ONBUILD") && strings.EqualFold(child.Keyword, "ONBUILD") {
				child.JSON, child.Args = false, nil // an error; we do not follow the chain
			}
			one.JSON = child.JSON
			one.Args = append(append(append(one.Args, child.Keyword), child.Flags...), child.Args...)
			continue
		}
		if arg.Value == "" && arg.Next == nil && len(one.Args) == 0 && !one.JSON {
			continue // what BuildKit leaves of the arguments of an unknown instruction
		}
		one.Args = append(one.Args, arg.Value)
	}
	return one
}

func ourNodes(f tree) []node {
	var all []node
	for _, in := range f.Instructions {
		one := ourNode(in)
		one.First, one.Last = f.line(in.Pos()), f.line(in.End())
		one.Original = in.Original()
		for _, h := range in.Heredocs {
			one.Heredocs = append(one.Heredocs, heredoc{h.Name, h.Content, h.FD, h.Chomp, h.Expand})
		}
		all = append(all, one)
	}
	return all
}

func ourNode(in *dockerfile.Instruction) node {
	one := node{Keyword: in.Keyword.Raw, JSON: in.Form == dockerfile.ExecForm, Args: ourArgs(in)}
	for _, f := range in.Flags {
		if f.Original != "--" {
			one.Flags = append(one.Flags, f.Original)
		}
	}
	if in.Trigger != nil {
		child := ourNode(in.Trigger)
		one.JSON = child.JSON
		one.Args = append(append(append(one.Args, child.Keyword), child.Flags...), child.Args...)
	}
	return one
}

// ourArgs puts our words in the way BuildKit's nodes have them.
func ourArgs(in *dockerfile.Instruction) []string {
	var args []string
	for _, p := range in.Pairs {
		switch {
		case in.Name == "ARG" && p.Value == nil:
			args = append(args, p.Key.Raw)
		case in.Name == "ARG":
			args = append(args, p.Key.Raw+"="+p.Value.Raw)
		case p.Legacy:
			args = append(args, p.Key.Raw, p.Value.Raw, "")
		default:
			args = append(args, p.Key.Raw, p.Value.Raw, "=")
		}
	}
	switch in.Name {
	default:
		return nil
	case "ENV", "LABEL", "ARG", "FROM", "EXPOSE", "ADD", "COPY", "VOLUME", "USER", "WORKDIR", "STOPSIGNAL", "MAINTAINER":
	case "RUN", "CMD", "ENTRYPOINT", "SHELL":
		if in.Form == dockerfile.ShellForm && in.Text.Raw != "" {
			return []string{in.Text.Raw}
		}
	case "HEALTHCHECK":
		if in.Form == dockerfile.ShellForm && len(in.Args) > 1 {
			return []string{in.Args[0].Raw, strings.TrimSpace(strings.TrimPrefix(in.Text.Raw, in.Args[0].Raw))}
		}
	}
	for _, w := range in.Args {
		if in.Form == dockerfile.ExecForm && strings.HasPrefix(w.Raw, `"`) {
			args = append(args, w.Value)
		} else {
			args = append(args, w.Raw)
		}
	}
	return args
}
