//go:build !windows

package atomicfile

import (
	"os"
	"path/filepath"
	"syscall"

	"github.com/google/renameio/v2"
)

// pending is a file that is written and not yet in its place.
type pending struct{ *renameio.PendingFile }

func prepare(f File) (*pending, error) {
	file, err := renameio.NewPendingFile(f.Name, renameio.WithTempDir(filepath.Dir(f.Name)),
		renameio.WithPermissions(f.Perm), renameio.WithExistingPermissions())
	if err != nil {
		return nil, err
	}
	p := &pending{file}
	keepOwner(file.File, f.Name)
	if _, err := file.Write(f.Text); err != nil {
		p.discard()
		return nil, err
	}
	return p, nil
}

// keepOwner gives a file to the owner of the one it is to replace, lest a run as
// root, as in a container, takes a project away from its user. Who may not give
// files away owns that one anyway.
func keepOwner(file *os.File, name string) {
	info, err := os.Stat(name)
	if err != nil {
		return
	}
	if owner, ok := info.Sys().(*syscall.Stat_t); ok && int(owner.Uid) != os.Geteuid() {
		_ = file.Chown(int(owner.Uid), int(owner.Gid))
	}
}

func (p *pending) replace() error { return p.CloseAtomicallyReplace() }

// discard removes what was written, unless it is in its place.
func (p *pending) discard() { _ = p.Cleanup() }
