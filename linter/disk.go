package linter

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// Disk is the part of the disk a command needs: a file system, the paths to
// lint in it, and the directory the command was started in, to which file
// names in findings are relative.
type Disk struct {
	FS    fs.FS
	Paths []string // of FS, slash-separated
	Base  string   // the working directory, of FS
}

// OpenDisk roots a file system so high that the working directory, every
// argument and the deployments that own them lie in it: at their common
// ancestor, or at the repository or project above that.
func OpenDisk(cwd string, args []string) (Disk, error) {
	if len(args) == 0 {
		args = []string{"."}
	}
	full := make([]string, len(args))
	root := cwd
	for i, arg := range args {
		if !filepath.IsAbs(arg) {
			arg = filepath.Join(cwd, arg)
		}
		full[i] = filepath.Clean(arg)
		root = commonAncestor(root, full[i])
	}
	root = Home(root)
	d := Disk{FS: openDirectory(root)}
	base, err := filepath.Rel(root, cwd)
	if err != nil {
		return Disk{}, err
	}
	d.Base = filepath.ToSlash(base)
	for _, f := range full {
		p, err := filepath.Rel(root, f)
		if err != nil {
			return Disk{}, err
		}
		d.Paths = append(d.Paths, filepath.ToSlash(p))
	}
	return d, nil
}

// commonAncestor is the deepest directory above (or equal to) both paths.
func commonAncestor(dir, other string) string {
	for dir != other && !strings.HasPrefix(other, strings.TrimSuffix(dir, string(filepath.Separator))+string(filepath.Separator)) {
		parent := filepath.Dir(dir)
		if parent == dir {
			return dir
		}
		dir = parent
	}
	return dir
}

// Home is the directory that the projects around dir share: the repository's
// root, else the nearest directory with settings, else the nearest with a
// fly.toml or mix.exs, else dir.
func Home(dir string) string {
	for _, sign := range []string{".git", ".flylint.hcl", "fly.toml", "mix.exs"} {
		for at := dir; ; {
			if _, err := os.Stat(filepath.Join(at, sign)); err == nil {
				return at
			}
			parent := filepath.Dir(at)
			if parent == at {
				break
			}
			at = parent
		}
	}
	return dir
}

// Relative is the way from base to file, both of one file system.
func Relative(base, file string) string {
	if base == "." || base == "" {
		return file
	}
	up := ""
	for !within(base, file) {
		up += "../"
		if base = path.Dir(base); base == "." {
			return up + file
		}
	}
	return up + strings.TrimPrefix(file, base+"/")
}

func within(dir, file string) bool { return strings.HasPrefix(file, dir+"/") }
