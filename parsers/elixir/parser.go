package elixir

import "go/token"

// Parse reads one source file. See package parsers for the contract.
func Parse(file *token.File, src []byte) *File { return &File{} }
