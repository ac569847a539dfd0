package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"sync"
)

// readAll reads every file below dir and does nothing with it: what any
// program that looks at these files pays at least.
func readAll(dir string, workers int) error {
	var paths []string
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && entry.Type().IsRegular() {
			paths = append(paths, path)
		}
		return err
	})
	if err != nil {
		return err
	}
	errs := make([]error, workers)
	var group sync.WaitGroup
	for worker := range workers {
		group.Add(1)
		go func() {
			defer group.Done()
			for i := worker; i < len(paths) && errs[worker] == nil; i += workers {
				_, errs[worker] = os.ReadFile(paths[i])
			}
		}()
	}
	group.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
