package source

import (
	"github.com/flylint/flylint/parsers"
	"github.com/flylint/flylint/parsers/dockerfile"
	"github.com/flylint/flylint/parsers/elixir"
	"github.com/flylint/flylint/parsers/shell"
	"github.com/flylint/flylint/parsers/toml"
)

// SyntaxError is a syntax error and the file it stands in.
type SyntaxError struct {
	parsers.Error
	File *File
}

// SyntaxErrors lists the errors of every tree asked for so far.
func (s *Sources) SyntaxErrors() []SyntaxError { return s.syntax }

// Elixir is the tree of an Elixir file, or nil when there is no such file.
func (s *Sources) Elixir(path string) *elixir.File {
	return tree(s, aboutElixir, path, func(f *File) (*elixir.File, []parsers.Error) {
		t := s.elixir.ParseAgain(f.Tok, f.Src, s.cache.earlier(f))
		return t, t.Errors
	})
}

// ElixirPart is the tree of the bytes from the offset from up to to, whose text is
// an expression by itself. It is not remembered.
func (s *Sources) ElixirPart(f *File, from, to int) *elixir.File {
	return s.elixir.ParsePart(f.Tok, from, f.Src[from:to])
}

// TOML is the tree of a TOML file, or nil when there is no such file.
func (s *Sources) TOML(path string) *toml.Document {
	return tree(s, aboutTOML, path, func(f *File) (*toml.Document, []parsers.Error) {
		t := toml.Parse(f.Tok, f.Src)
		return t, t.Errors
	})
}

// Dockerfile is the tree of a Dockerfile, or nil when there is no such file.
func (s *Sources) Dockerfile(path string) *dockerfile.File {
	return tree(s, aboutDockerfile, path, func(f *File) (*dockerfile.File, []parsers.Error) {
		t := dockerfile.Parse(f.Tok, f.Src)
		return t, t.Errors
	})
}

// Shell is the tree of a script, or nil when there is no such file. Its errors
// are not the project's: a shell accepts what it never runs.
func (s *Sources) Shell(path string) *shell.Script {
	return tree(s, aboutShell, path, func(f *File) (*shell.Script, []parsers.Error) {
		return shell.Parse(f.Tok, f.Src), nil
	})
}

// tree parses a file once and remembers the tree and its errors.
func tree[T any](s *Sources, about subject, path string, parse func(*File) (*T, []parsers.Error)) *T {
	t, seen := s.trees[path].(*T)
	if !seen {
		if f := s.Read(path); f != nil {
			var errs []parsers.Error
			t, errs = parsed(s, f, parse)
			s.trees[path] = t
			for _, err := range errs {
				s.syntax = append(s.syntax, SyntaxError{err, f})
			}
		}
	}
	s.trail.add(asked{inquiry: inquiry{about, path}, tree: t})
	return t
}

// parsed parses a file, unless an earlier run has done so.
func parsed[T any](s *Sources, f *File, parse func(*File) (*T, []parsers.Error)) (*T, []parsers.Error) {
	if s.cache == nil {
		return parse(f)
	}
	known := s.cache.files[f.Path]
	if t, ok := known.tree.(*T); ok {
		return t, known.errors
	}
	t, errs := parse(f)
	known.tree, known.errors = t, errs
	return t, errs
}
