//go:build unix

package linter

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// directory is os.DirFS with a shorter way to read a regular file: package os
// prepares every file it opens for waiting on, which costs as much again as
// reading a small one.
type directory struct {
	fs.FS
	root string
}

func openDirectory(root string) fs.FS { return directory{os.DirFS(root), root} }

// ReadDir implements fs.ReadDirFS.
func (d directory) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(d.FS, name) }

// ReadFile implements fs.ReadFileFS.
func (d directory) ReadFile(name string) ([]byte, error) { return fs.ReadFile(d.FS, name) }

// Stat implements fs.StatFS.
func (d directory) Stat(name string) (fs.FileInfo, error) { return fs.Stat(d.FS, name) }

// ReadRegular implements model.RegularReader.
func (d directory) ReadRegular(name string, limit int64) ([]byte, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	fd, err := openForReading(filepath.Join(d.root, filepath.FromSlash(name)))
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	defer func() { _ = syscall.Close(fd) }() // it was only read
	text, err := readRegular(fd, limit)
	if err != nil {
		return nil, &fs.PathError{Op: "read", Path: name, Err: err}
	}
	return text, nil
}

// openForReading does not wait for somebody to write when the name is a pipe's.
func openForReading(path string) (fd int, err error) {
	for {
		fd, err = syscall.Open(path, syscall.O_RDONLY|syscall.O_CLOEXEC|syscall.O_NONBLOCK, 0)
		if !errors.Is(err, syscall.EINTR) {
			return fd, err
		}
	}
}

// readRegular reads what an open regular file holds, as far as it reached when
// it was opened.
func readRegular(fd int, limit int64) ([]byte, error) {
	var info syscall.Stat_t
	if err := syscall.Fstat(fd, &info); err != nil {
		return nil, err
	}
	switch {
	case info.Mode&syscall.S_IFMT != syscall.S_IFREG:
		return nil, fs.ErrNotExist
	case info.Size > limit:
		return nil, fmt.Errorf("larger than %d MiB", limit>>20)
	}
	text := make([]byte, info.Size)
	read := 0
	for read < len(text) {
		n, err := syscall.Read(fd, text[read:])
		switch {
		case errors.Is(err, syscall.EINTR):
		case err != nil:
			return nil, err
		case n == 0: // it became shorter meanwhile
			return text[:read], nil
		}
		read += max(n, 0)
	}
	return text, nil
}
