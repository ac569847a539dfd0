package casetest

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing/fstest"
)

// ReadDir copies the project in dir of the disk into memory, modes included,
// so that a case can be laid over it.
func ReadDir(dir string) (fstest.MapFS, error) {
	fsys := fstest.MapFS{}
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		name, err := filepath.Rel(dir, path)
		fsys[filepath.ToSlash(name)] = &fstest.MapFile{Data: text, Mode: info.Mode()}
		return err
	})
	return fsys, err
}
