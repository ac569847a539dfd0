//go:build !unix

package linter

import (
	"io/fs"
	"os"
)

func openDirectory(root string) fs.FS { return os.DirFS(root) }
