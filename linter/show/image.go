package show

import (
	"fmt"
	"io"
	"strings"

	"github.com/flylint/flylint/internal/mask"
	"github.com/flylint/flylint/model"
	"github.com/flylint/flylint/parsers/dockerfile"
)

// imageView is the image as its Dockerfile tells.
type imageView struct {
	Title      string       `json:"-"`
	Dockerfile string       `json:"dockerfile"`
	Stages     []imageStage `json:"stages"`
	Final      imageFinal   `json:"final"`
}

// imageStage is one build stage.
type imageStage struct {
	Name    string   `json:"name"`
	Base    string   `json:"base"`              // resolved; unknown variables stand as written
	Missing []string `json:"missing,omitempty"` // the variables that the files do not give
	At      string   `json:"at"`
	Builder bool     `json:"builder"` // mix builds the release here
}

// imageFinal is what is deployed.
type imageFinal struct {
	Release    string   `json:"release"` // the name of the release it holds
	Root       string   `json:"root"`
	Workdir    string   `json:"workdir"`
	User       string   `json:"user"`
	Ports      []string `json:"ports"`
	Entrypoint []string `json:"entrypoint"`
	Cmd        []string `json:"cmd"`
	Env        []string `json:"env"` // NAME=value, masked
}

func image(d subject) (*imageView, error) {
	im := d.Image
	if im == nil || im.File == nil {
		return nil, fmt.Errorf("%s builds no Dockerfile that flylint can see", d.File.Path)
	}
	v := &imageView{Title: d.title("the image"), Dockerfile: im.File.Path}
	for _, s := range im.Stages {
		name := s.Name
		if name == "" {
			name = fmt.Sprint(s.Index)
		}
		v.Stages = append(v.Stages, imageStage{name, s.Base.Name.Text, s.Base.Name.Missing, d.place(s.From.Range), s == im.Builder})
	}
	if im.Final != nil {
		v.Final = final(im)
	}
	return v, nil
}

func final(im *model.Image) imageFinal {
	s := im.Final
	out := imageFinal{
		Release: im.Release, Root: im.Root, Workdir: s.Workdir.Text, User: s.User.Text,
		Ports: []string{}, Entrypoint: words(s.Entrypoint), Cmd: words(s.Cmd), Env: []string{},
	}
	for _, p := range s.Expose {
		out.Ports = append(out.Ports, p.Value.Text)
	}
	for _, e := range s.Env() {
		out.Env = append(out.Env, e.Name+"="+mask.Value(e.Name, e.Value.Text))
	}
	return out
}

// words is a command as the image holds it; of the shell form, what the shell
// is given.
func words(in *dockerfile.Instruction) []string {
	list := []string{}
	if in == nil {
		return list
	}
	if in.Form == dockerfile.ShellForm {
		return append(list, "/bin/sh", "-c", in.Text.Value)
	}
	for _, w := range in.Args {
		list = append(list, w.Value)
	}
	return list
}

// Text prints stages, then the final image.
func (v *imageView) Text(w io.Writer) error {
	fmt.Fprintf(w, "%s\n\n%s\n", v.Title, v.Dockerfile)
	for _, s := range v.Stages {
		line := fmt.Sprintf("  stage %s from %s  # %s", s.Name, s.Base, s.At)
		if s.Builder {
			line += ", builds the release"
		}
		if len(s.Missing) > 0 {
			line += ", not known: " + strings.Join(s.Missing, ", ")
		}
		fmt.Fprintln(w, line)
	}
	f := v.Final
	fmt.Fprintln(w, "\nWhat is deployed")
	for _, r := range []row{
		{"release", f.Release}, {"in", f.Root}, {"workdir", f.Workdir}, {"user", f.User}, {"ports", strings.Join(f.Ports, " ")},
		{"entrypoint", strings.Join(f.Entrypoint, " ")}, {"cmd", strings.Join(f.Cmd, " ")},
	} {
		fmt.Fprintf(w, "  %-11s %s\n", r.what, orDash(r.value))
	}
	for _, e := range f.Env {
		fmt.Fprintf(w, "  %-11s %s\n", "env", e)
	}
	return nil
}
