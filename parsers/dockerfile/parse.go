package dockerfile

import "go/token"

// Parse reads a Dockerfile. See package parsers for the shape it shares with
// the other parsers.
func Parse(file *token.File, src []byte) *File {
	return &File{}
}

// Resolve works the stages out anew, as if the build had been given these
// build arguments (those of fly.toml's [build.args], say).
func (f *File) Resolve(buildArgs map[string]string) []*Stage { return nil }

func (s *Stage) envBefore(end token.Pos) []*Variable { return nil }
