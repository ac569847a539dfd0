// Package atomicfile writes files at once: whoever reads one, and whatever goes
// wrong, finds the old text or the new one, never half of it.
package atomicfile

import (
	"fmt"
	"io/fs"
)

// File is a file to write: it replaces what is at Name, or is made, with the
// mode Perm. What is there keeps its owner as far as the system lets it.
type File struct {
	Name string
	Text []byte
	Perm fs.FileMode
}

// WriteFile writes one file.
func WriteFile(name string, text []byte, perm fs.FileMode) error {
	return WriteAll([]File{{name, text, perm}})
}

// WriteAll writes files that belong together. All texts are on the disk before
// the first file is replaced, so that a full disk or a directory that must not
// be written to leaves every file as it was.
func WriteAll(files []File) error {
	var ready []*pending
	defer func() {
		for _, p := range ready {
			p.discard()
		}
	}()
	for _, f := range files {
		p, err := prepare(f)
		if err != nil {
			return fmt.Errorf("cannot write %s: %w", f.Name, cause(err))
		}
		ready = append(ready, p)
	}
	for i, p := range ready {
		if err := p.replace(); err != nil {
			return fmt.Errorf("cannot replace %s: %w", files[i].Name, cause(err))
		}
	}
	return nil
}

// cause is what went wrong, without the name of the temporary file.
func cause(err error) error {
	if e, ok := err.(*fs.PathError); ok { //nolint:errorlint // only the outermost
		return e.Err
	}
	return err
}
