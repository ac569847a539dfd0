package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"

	"github.com/flylint/flylint/internal/atomicfile"
	"github.com/flylint/flylint/linter"
)

// Why a file of the project is not written.
var (
	errChanged    = errors.New("it changed while it was linted")
	errNotRegular = errors.New("it is not a regular file")
	errOutside    = errors.New("a symbolic link leads to it, out of the project")
	errReadOnly   = errors.New("it is write-protected")
)

// replaceAll writes changed files, each at once and with its mode. If one of
// them is not what was linted, or cannot be written, none is: a fix may take
// several.
func (c *command) replaceAll(opts linter.Options, before, after map[string][]byte) error {
	cwd, err := c.Getwd()
	if err != nil {
		return err
	}
	root, err := filepath.EvalSymlinks(rootDir(cwd, opts.Base))
	if err != nil {
		return err
	}
	var all []atomicfile.File
	for _, name := range slices.Sorted(maps.Keys(after)) {
		target, mode, err := replaceable(root, filepath.Join(cwd, filepath.FromSlash(name)), before[name])
		if err != nil {
			return fmt.Errorf("cannot change %s, so nothing was written: %w", name, err)
		}
		all = append(all, atomicfile.File{Name: target, Text: after[name], Perm: mode})
	}
	return uninterrupted(func() error { return atomicfile.WriteAll(all) })
}

// uninterrupted lets writing come to its end when the user interrupts it.
// Elsewhere an interrupt ends flylint as it stands: catching signals takes three
// threads, a tenth of the time of `flylint version`.
func uninterrupted(write func() error) error {
	interrupts := make(chan os.Signal, 1)
	signal.Notify(interrupts, os.Interrupt)
	defer signal.Stop(interrupts)
	return write()
}

// replaceable finds the file behind a path, and the mode it is to keep: inside
// root, through links that stay inside, still as it was, and one that may be
// written to. To replace it would need less, namely to write to its directory.
func replaceable(root, path string, before []byte) (target string, mode fs.FileMode, err error) {
	if target, err = filepath.EvalSymlinks(path); err != nil {
		return "", 0, err
	}
	if rel, err := filepath.Rel(root, target); err != nil || !filepath.IsLocal(rel) {
		return "", 0, errOutside
	}
	info, err := os.Lstat(target)
	switch {
	case err != nil:
		return "", 0, err
	case !info.Mode().IsRegular():
		return "", 0, errNotRegular
	case info.Mode().Perm()&0o222 == 0:
		return "", 0, errReadOnly
	}
	file, err := os.OpenFile(target, os.O_RDWR, 0)
	if errors.Is(err, fs.ErrPermission) {
		return "", 0, errReadOnly
	}
	if err != nil {
		return "", 0, err
	}
	now, err := io.ReadAll(file)
	if err = errors.Join(err, file.Close()); err == nil && !bytes.Equal(now, before) {
		err = errChanged
	}
	return target, info.Mode().Perm(), err
}

// rootDir is the directory of the disk that a run's file system begins at: as
// many levels above the working directory as its path there has.
func rootDir(cwd, base string) string {
	if base == "." || base == "" {
		return cwd
	}
	return filepath.Join(cwd, strings.Repeat("../", strings.Count(base, "/")+1))
}
