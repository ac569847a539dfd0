package model

import (
	"path"
	"strings"

	"github.com/flylint/flylint/model/source"
	"github.com/flylint/flylint/parsers/dockerfile"
)

// Image is the Docker image a deployment is built into, as its Dockerfile
// tells.
type Image struct {
	File       *source.File
	Dockerfile *dockerfile.File
	Context    string                  // the directory of the build context
	Above      string                  // what Context is called in the real one, where that is the directory above; "" where it is not
	Ignore     *Dockerignore           // nil when there is no ignore file
	Stages     []*dockerfile.Stage     // resolved with fly.toml's [build.args]
	Final      *dockerfile.Stage       // what is deployed; nil when the build target does not exist
	Builder    *dockerfile.Stage       // where mix builds the release; nil when no stage runs mix
	Mix        []MixRun                // the mix tasks of the builder, in order
	Assemble   *dockerfile.Instruction // the RUN with `mix release`, or nil

	Release string           // the name of the release that the final stage holds; "" when the files do not say
	Root    string           // the directory of that release in the final stage; "" when there is none
	Carries *dockerfile.Copy // the COPY that brings it there; nil when it is assembled there

	basis *Basis
}

// MixRun is one mix task that an instruction runs.
type MixRun struct {
	*dockerfile.Instruction
	Task string
	Args []string
}

// ReadImage reads the Dockerfile that fly deploy builds for b. It is nil when
// the deployment brings its image along, is built by a buildpack, or when there
// is no Dockerfile.
func ReadImage(src *source.Sources, b *Basis) *Image {
	name := deployedDockerfile(src, b)
	tree := src.Dockerfile(name)
	if tree == nil {
		return nil
	}
	im := &Image{
		File:       src.Read(name),
		Dockerfile: tree,
		basis:      b,
	}
	im.Stages = tree.Stages
	if args := buildArgs(b); len(args) > 0 {
		im.Stages = tree.Resolve(args)
	}
	if final := tree.Final(b.Fly.Build.Target.V); final != nil {
		im.Final = im.Stages[final.Index]
	}
	im.Context = im.findContext()
	im.Above = im.nameAbove()
	im.Ignore = ReadDockerignore(im.ignoreFile())
	im.findBuilder()
	im.findRelease()
	return im
}

// deployedDockerfile is the Dockerfile of a deployment: build.dockerfile, which
// stands beside the fly config, else the usual names in the directory fly
// deploy is run in. An image or a builder of [build] takes its place.
func deployedDockerfile(src *source.Sources, b *Basis) string {
	build := b.Fly.Build
	if build.Image.Set || build.Builder.Set || build.Buildpacks.Set || build.Builtin.Set {
		return ""
	}
	if build.Dockerfile.Set {
		return path.Join(path.Dir(b.Fly.File.Path), build.Dockerfile.V)
	}
	for _, name := range [...]string{"Dockerfile", "dockerfile"} {
		if p := path.Join(b.Dir, name); src.Exists(p) {
			return p
		}
	}
	return ""
}

// ignoreFile is the ignore file of the build: build.ignorefile, which stands
// beside the fly config, else .dockerignore of the build context.
func (im *Image) ignoreFile() *source.File {
	b := im.basis
	if name := b.Fly.Build.Ignorefile; name.Set {
		return b.Sources.Read(path.Join(path.Dir(b.Fly.File.Path), name.V))
	}
	if im.Above != "" {
		return nil
	}
	return b.Sources.Read(path.Join(im.Context, ".dockerignore"))
}

// buildArgs is [build.args] as the build is given them.
func buildArgs(b *Basis) map[string]string {
	args := map[string]string{}
	for _, a := range b.Fly.Build.Args {
		if a.Set {
			args[a.Name] = a.V
		}
	}
	return args
}

// contextPath is where a path of the Elixir project lies in the build context;
// false when it lies outside.
func (im *Image) contextPath(name string) (string, bool) {
	inside, ok := relativeTo(im.Context, path.Join(im.basis.AppDir, name))
	return path.Join(im.Above, inside), ok
}

// relativeTo is name relative to dir, both slash-separated and clean.
func relativeTo(dir, name string) (string, bool) {
	if dir == "." || dir == "" {
		return name, !strings.HasPrefix(name, "../")
	}
	if name == dir {
		return ".", true
	}
	return strings.CutPrefix(name, dir+"/")
}

// stageChain lists st and the stages it builds on, nearest first.
func stageChain(st *dockerfile.Stage) []*dockerfile.Stage {
	var chain []*dockerfile.Stage
	for ; st != nil; st = st.Base.Stage {
		chain = append(chain, st)
	}
	return chain
}

// within is name relative to dir, where both are absolute paths of the image.
func within(dir, name string) (string, bool) {
	if dir == "/" {
		return strings.CutPrefix(name, "/")
	}
	return relativeTo(dir, name)
}

// absolute is p as seen from the working directory dir.
func absolute(dir, p string) string {
	if strings.HasPrefix(p, "/") {
		return path.Clean(p)
	}
	return path.Join("/", dir, p)
}

// isDir reports whether the build context holds a directory of that name.
func (im *Image) isDir(name string) bool {
	return im.basis.Sources.IsDir(path.Join(im.Context, name))
}
