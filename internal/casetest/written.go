package casetest

import (
	"bytes"
	"context"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/flylint/flylint/linter"
)

// Written is what flylint makes of a file.
type Written struct {
	By            string // --fix, --unsafe-fixes or --add-ignores
	File          string
	Before, After []byte
}

// Writes lists what each way to change a project makes of its files.
func Writes(opts linter.Options) ([]Written, error) {
	ctx := context.Background()
	safe, err := linter.FixAll(ctx, opts, false)
	if err != nil {
		return nil, err
	}
	all, err := linter.FixAll(ctx, opts, true)
	if err != nil {
		return nil, err
	}
	ignored, err := linter.AddIgnores(ctx, opts, "known, and mended next month")
	if err != nil {
		return nil, err
	}
	return slices.Concat(
		written("--fix", safe.Before, safe.After),
		written("--unsafe-fixes", all.Before, all.After),
		written("--add-ignores", ignored.Before, ignored.After),
	), nil
}

func written(by string, before, after map[string][]byte) []Written {
	var all []Written
	for _, file := range slices.Sorted(maps.Keys(after)) {
		if !bytes.Equal(before[file], after[file]) {
			all = append(all, Written{by, file, before[file], after[file]})
		}
	}
	return all
}

// Corpus lists the projects below the directory that FLYLINT_CORPUS names; none
// when it names none.
func Corpus() []string {
	root := os.Getenv("FLYLINT_CORPUS")
	if root == "" {
		return nil
	}
	dirs, _ := filepath.Glob(filepath.Join(root, "*", "")) // the pattern is sound
	return slices.DeleteFunc(dirs, func(dir string) bool {
		info, err := os.Stat(dir)
		return err != nil || !info.IsDir()
	})
}
