package atomicfile

import (
	"errors"
	"os"
	"path/filepath"
)

// pending is a file that is written and not yet in its place. renameio leaves
// Windows out because it promises less there when the power fails; a reader
// still never sees half a file.
type pending struct{ temporary, name string }

func prepare(f File) (*pending, error) {
	file, err := os.CreateTemp(filepath.Dir(f.Name), ".flylint-*")
	if err != nil {
		return nil, err
	}
	p := &pending{file.Name(), f.Name}
	_, err = file.Write(f.Text)
	if err = errors.Join(err, file.Chmod(f.Perm), file.Close()); err != nil {
		p.discard()
		return nil, err
	}
	return p, nil
}

func (p *pending) replace() error { return os.Rename(p.temporary, p.name) }

// discard removes what was written, unless it is in its place.
func (p *pending) discard() { _ = os.Remove(p.temporary) }
