package main

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"

	"github.com/flylint/flylint/checks"
	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/linter/settings"
)

// project is what a command works on: a part of the disk, the settings that
// hold there, and the rules there are with those the settings define.
type project struct {
	linter.Disk
	settings *settings.Settings
	checks   []*linter.Check
}

// open finds the settings that hold for some paths, or takes those of the file
// that --settings names.
func (c *command) open(args []string) (*project, error) {
	cwd, err := c.Getwd()
	if err != nil {
		return nil, err
	}
	p := &project{checks: checks.All(), settings: &settings.Settings{}}
	disk, file, err := c.disk(cwd, args)
	if err != nil {
		return nil, err
	}
	if p.Disk = disk; file == "" {
		return p, nil
	}
	opts := settings.Options{FS: p.FS, Base: p.Base, Checks: p.checks, Version: version()}
	if p.settings, err = settings.Load(opts, file); err != nil {
		return nil, err
	}
	p.checks = slices.Concat(p.checks, p.settings.Checks)
	return p, nil
}

// disk opens the disk around the arguments and, where one is given, around the
// settings file, and tells which settings hold.
func (c *command) disk(cwd string, args []string) (linter.Disk, string, error) {
	if c.settings == "" {
		disk, err := linter.OpenDisk(cwd, args)
		return disk, settings.Find(disk.FS, disk.Paths), err
	}
	if len(args) == 0 {
		args = []string{"."}
	}
	disk, err := linter.OpenDisk(cwd, append(slices.Clone(args), c.settings))
	if err != nil {
		return disk, "", err
	}
	last := len(disk.Paths) - 1
	file := path.Clean(disk.Paths[last])
	disk.Paths = disk.Paths[:last]
	if _, err := fs.Stat(disk.FS, file); errors.Is(err, fs.ErrNotExist) {
		return disk, "", fmt.Errorf("--settings: there is no file %s", c.settings)
	}
	return disk, file, nil
}
