package main

import (
	"cmp"
	"errors"
	"fmt"
	"go/token"
	"io/fs"
	"path"
	"slices"

	"github.com/flylint/flylint/checks"
	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/linter/settings"
	"github.com/flylint/flylint/model"
	"github.com/flylint/flylint/model/source"
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

// own is the rule of that name that the settings define, or nil.
func (p *project) own(slug string) *settings.Rule {
	for _, rule := range p.settings.Rules {
		if rule.Slug() == slug {
			return rule
		}
	}
	return nil
}

// each reads the deployments of the project one after the other.
func (p *project) each(visit func(*model.Deployment) error) error {
	for _, at := range p.Paths {
		targets, err := source.Discover(p.FS, at)
		if err != nil {
			return err
		}
		for _, target := range targets {
			if target.Unread {
				continue
			}
			d := model.Load(source.NewSources(p.FS, token.NewFileSet()), target, model.Known{Facts: p.settings.Facts})
			if d == nil {
				continue
			}
			if err := visit(d); err != nil {
				return err
			}
		}
	}
	return nil
}

// policy is what the settings decide, with the baseline. Rules that the command
// line selects by name run although the settings disable them.
func (p *project) policy(selected []string) (*linter.Policy, error) {
	policy := p.settings.Policy
	for _, name := range selected {
		policy.Rules = append(slices.Clip(policy.Rules), linter.RulePolicy{Rule: name, Enabled: true})
	}
	var err error
	policy.Baseline, err = linter.LoadBaseline(p.FS, p.baseline())
	return &policy, err
}

// baseline is the path of the baseline: the one the settings name, else beside
// them, else at the root of the repository.
func (p *project) baseline() string {
	return cmp.Or(p.settings.Baseline, path.Join(path.Dir(p.settings.File), linter.BaselineName))
}
