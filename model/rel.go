package model

import (
	"bytes"
	"go/token"
	"path"
	"strings"

	"github.com/flylint/flylint/model/source"
	"github.com/flylint/flylint/parsers"
	"github.com/flylint/flylint/parsers/shell"
)

// Rel is the rel/ directory of an Elixir project, from which mix release takes
// the templates of its scripts and the files it lays over the release.
//
// Mix reads the templates under their .eex names only: a rel/env.sh is not part
// of any release.
type Rel struct {
	Dir          string    // rel, below the project
	EnvSh        *Script   // env.sh.eex, which every command of the release sources; nil if there is none
	VMArgs       *VMArgs   // vm.args.eex: start, daemon and eval; nil if there is none
	RemoteVMArgs *VMArgs   // remote.vm.args.eex: remote and rpc; nil if there is none
	Overlays     []Overlay // files below overlays/, by path

	sources *source.Sources
}

// Script is a shell script of the project.
type Script struct {
	*shell.Script
	File *source.File
}

// Overlay is a file that mix release copies into the release as it stands.
type Overlay struct {
	Path       string // in the release: bin/server
	Source     string // in the project: rel/overlays/bin/server
	Executable bool   // the file system says that somebody may execute it
}

// VMArgs is a vm.args template: flags of the emulator.
type VMArgs struct {
	File  *source.File
	Lines []VMArg
}

// VMArg is one line of a vm.args file that is not a comment.
type VMArg struct {
	parsers.Range
	Flag  string // -proto_dist, +S …
	Value string // the rest of the line
}

// ReadRel reads rel/ below the project at appDir. It is nil when there is no
// such directory.
func ReadRel(src *source.Sources, appDir string) *Rel {
	dir := path.Join(appDir, "rel")
	if !src.IsDir(dir) {
		return nil
	}
	r := &Rel{Dir: dir, sources: src}
	r.EnvSh = readScript(src, path.Join(dir, "env.sh.eex"))
	r.VMArgs = readVMArgs(src.Read(path.Join(dir, "vm.args.eex")))
	r.RemoteVMArgs = readVMArgs(src.Read(path.Join(dir, "remote.vm.args.eex")))
	r.Overlays = listOverlays(src, path.Join(dir, "overlays"))
	return r
}

// Overlay finds an overlay by its path in the release; nil when there is none.
func (r *Rel) Overlay(name string) *Overlay {
	if r == nil {
		return nil
	}
	for i := range r.Overlays {
		if r.Overlays[i].Path == name {
			return &r.Overlays[i]
		}
	}
	return nil
}

// Script reads an overlay as a shell script; nil for one that is none.
func (r *Rel) Script(o *Overlay) *Script { return readShellScript(r.sources, o.Source) }

// readScript parses a shell script; nil when there is no such file.
func readScript(src *source.Sources, name string) *Script {
	tree := src.Shell(name)
	if tree == nil {
		return nil
	}
	return &Script{Script: tree, File: src.Read(name)}
}

// readShellScript is readScript for a file that may be another program.
func readShellScript(src *source.Sources, name string) *Script {
	if f := src.Read(name); f == nil || !isShellScript(f.Src) {
		return nil
	}
	return readScript(src, name)
}

// isShellScript tells shell scripts from other programs: by the interpreter
// of the first line, or by plain text without one, which execvp's callers hand
// to the shell.
func isShellScript(src []byte) bool {
	if bytes.IndexByte(src, 0) >= 0 {
		return false
	}
	first, _, _ := bytes.Cut(src, []byte("\n"))
	interpreter, found := bytes.CutPrefix(first, []byte("#!"))
	if !found {
		return true
	}
	for _, word := range strings.Fields(string(interpreter)) {
		switch path.Base(word) {
		case "sh", "bash", "dash", "ash", "busybox":
			return true
		}
	}
	return false
}

// listOverlays lists the files below dir, with paths relative to it.
func listOverlays(src *source.Sources, dir string) []Overlay {
	var overlays []Overlay
	for _, name := range src.Below(dir) {
		overlays = append(overlays, Overlay{
			Path:       strings.TrimPrefix(name, dir+"/"),
			Source:     name,
			Executable: src.Executable(name),
		})
	}
	return overlays
}

// readVMArgs reads the flags of a vm.args template; nil for nil.
func readVMArgs(f *source.File) *VMArgs {
	if f == nil {
		return nil
	}
	args := &VMArgs{File: f}
	offset := 0
	for line := range bytes.Lines(f.Src) {
		text := strings.TrimSpace(string(line))
		if text != "" && text[0] != '#' && !strings.HasPrefix(text, "<%#") {
			from := f.Tok.Pos(offset + bytes.Index(line, []byte(text)))
			flag, value, _ := strings.Cut(text, " ")
			args.Lines = append(args.Lines, VMArg{
				Range: parsers.Range{From: from, To: from + token.Pos(len(text))},
				Flag:  flag,
				Value: strings.TrimSpace(value),
			})
		}
		offset += len(line)
	}
	return args
}
