package atomicfile

import (
	"errors"
	"os"
	"path/filepath"
)

// WriteFile replaces the file at name, or makes it, with the mode perm.
// renameio leaves Windows out because it promises less there when the power
// fails; a reader still never sees half a file.
func WriteFile(name string, text []byte, perm os.FileMode) error {
	temporary, err := os.CreateTemp(filepath.Dir(name), ".flylint-*")
	if err != nil {
		return err
	}
	_, err = temporary.Write(text)
	err = errors.Join(err, temporary.Chmod(perm), temporary.Close())
	if err == nil {
		err = os.Rename(temporary.Name(), name)
	}
	if err != nil {
		_ = os.Remove(temporary.Name())
	}
	return err
}
