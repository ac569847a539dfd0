//go:build !windows

package atomicfile

import (
	"os"

	"github.com/google/renameio/v2"
)

// WriteFile replaces the file at name, or makes it, with the mode perm.
func WriteFile(name string, text []byte, perm os.FileMode) error {
	return renameio.WriteFile(name, text, perm)
}
