package dockerfile

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// describe writes what a stage comes to, one fact a line.
func describe(s *Stage) string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("stage %d %s", s.Index, s.Name)
	if s.Base.Stage != nil {
		line("on stage %d", s.Base.Stage.Index)
	} else {
		line("on %s : %s @ %s%s", s.Base.Repository, s.Base.Tag, s.Base.Digest, holes(s.Base.Name))
	}
	for _, v := range s.Env() {
		line("env %s=%s%s", v.Name, v.Value.Text, holes(v.Value))
	}
	if s.Workdir.IsSet() {
		line("workdir %s%s relative=%v", s.Workdir.Text, holes(s.Workdir.Expanded), s.Workdir.Relative)
	}
	if s.User.IsSet() {
		line("user %s%s", s.User.Text, holes(s.User.Expanded))
	}
	for _, p := range s.Expose {
		line("port %d-%d/%s%s", p.First, p.Last, p.Protocol, holes(p.Value))
	}
	for _, in := range []*Instruction{s.Entrypoint, s.Cmd} {
		if in != nil {
			line("%s %s", strings.ToLower(in.Name), in.Text.Raw)
		}
	}
	for _, c := range s.Copies {
		from := ""
		if c.FromStage != nil {
			from = fmt.Sprintf(" from stage %d", c.FromStage.Index)
		}
		line("copy %d to %s in %s%s", len(c.Sources), c.Dest.Path.Text, c.Dir, from)
	}
	return b.String()
}

func holes(e Expanded) string {
	s := ""
	if len(e.Missing) > 0 {
		s += " missing " + strings.Join(e.Missing, ",")
	}
	if len(e.Defaulted) > 0 {
		s += " without " + strings.Join(e.Defaulted, ",")
	}
	return s
}

func TestStages(t *testing.T) {
	for _, c := range []struct{ name, src, want string }{
		{
			"global arguments are for FROM alone",
			"ARG TAG=12\nARG IMAGE=debian:${TAG}\nFROM ${IMAGE}\nENV A=$TAG\n",
			"stage 0 \non debian : 12 @ \nenv A= missing TAG\n",
		},
		{
			"a stage redeclares a global argument",
			"ARG TAG=12\nFROM x\nARG TAG\nENV A=$TAG\nARG TAG=13\nENV B=$TAG\n",
			"stage 0 \non x :  @ \nenv A=12\nenv B=13\n",
		},
		{
			"an argument without a value is missing",
			"ARG TAG\nFROM debian:$TAG\nARG V\nENV A=$V B=${V:-b} C=${V:+c}\n",
			"stage 0 \non  :  @  missing TAG\nenv A= missing V\nenv B=b without V\nenv C= without V\n",
		},
		{
			"the platform depends on the machine",
			"FROM a:${TARGETARCH:-amd64}\n",
			"stage 0 \non  :  @  missing TARGETARCH\n",
		},
		{
			"environment of an unknown image",
			"FROM debian\nENV PATH=/app/bin:$PATH\nENV OTHER=$PATH\nENV PATH=/bin\n",
			"stage 0 \non debian :  @ \nenv PATH=/bin\nenv OTHER=/app/bin: missing PATH\n",
		},
		{
			"one ENV sees the environment before it",
			"FROM a\nENV X=1\nENV X=2 Y=$X\n",
			"stage 0 \non a :  @ \nenv X=2\nenv Y=1\n",
		},
		{
			"a stage inherits",
			"FROM a AS base\nENV X=1\nARG L=local\nWORKDIR /srv\nUSER app\nEXPOSE 80\nENTRYPOINT [\"e\"]\nCMD [\"c\"]\nFROM base AS final\nENV Y=$X$L\nWORKDIR sub\nEXPOSE 8000-8010/udp\n",
			"stage 1 final\non stage 0\nenv X=1\nenv Y=1local\nworkdir /srv/sub relative=false\nuser app\nport 80-80/tcp\nport 8000-8010/udp\nentrypoint [\"e\"]\ncmd [\"c\"]\n",
		},
		{
			"an entrypoint of its own drops an inherited command",
			"FROM a AS base\nCMD [\"c\"]\nFROM base\nENTRYPOINT [\"e\"]\n",
			"stage 1 \non stage 0\nentrypoint [\"e\"]\n",
		},
		{
			"a relative working directory",
			"FROM a\nWORKDIR app\nCOPY a b c/\nFROM scratch\nWORKDIR app/../b\nCOPY --from=0 a /\n",
			"stage 1 \non scratch :  @ \nworkdir /b relative=false\ncopy 1 to / in /b from stage 0\n",
		},
		{
			"registry with a port, tag and digest",
			"FROM localhost:5000/a/b:1@sha256:ab\n",
			"stage 0 \non localhost:5000/a/b : 1 @ sha256:ab\n",
		},
		{
			"patterns",
			"FROM a\nENV F=a.b.c\nENV G=${F%.*} H=${F%%.*} I=${F#*.} J=${F##*.} K=${F/b/x} L=${F//./-} M=${F#nope}\n",
			"stage 0 \non a :  @ \nenv F=a.b.c\nenv G=a.b\nenv H=a\nenv I=b.c\nenv J=c\nenv K=a.x.c\nenv L=a-b-c\nenv M=a.b.c\n",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := parse(c.src)
			if len(f.Errors) > 0 {
				t.Error(f.Errors)
			}
			if diff := cmp.Diff(c.want, describe(f.Final(""))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestResolveWithBuildArguments(t *testing.T) {
	f := parse("ARG TAG=1\nFROM debian:$TAG\nARG A=file\nARG B\nENV A2=$A B2=$B C2=$C\n")
	s := f.Resolve(map[string]string{"TAG": "2", "A": "build", "B": "given", "C": "undeclared"})[0]
	want := "stage 0 \non debian : 2 @ \nenv A2=build\nenv B2=given\nenv C2= missing C\n"
	if diff := cmp.Diff(want, describe(s)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := f.Stages[0].Base.Tag; got != "1" {
		t.Errorf("the file's own stages changed: tag %s", got)
	}
}

func TestProvenance(t *testing.T) {
	f := parse("ARG V=12\nARG IMAGE=debian:$V\nFROM $IMAGE AS a\nENV X=1\nRUN x\nENV X=2\nFROM a\n")
	image := f.Stages[0].Base.Name.Uses[0]
	if image.Name != "IMAGE" || image.Value.Uses[0].Pair != f.Instructions[0].Pairs[0] {
		t.Errorf("the base image comes from %s", image.Name)
	}
	x := f.Final("").LookupEnv("X")
	if x.Stage != f.Stages[0] || x.Instruction != f.Instructions[5] {
		t.Errorf("X was set by %v", x.Instruction)
	}
	if env := f.Stages[0].EnvAt(f.Instructions[4]); len(env) != 1 || env[0].Value.Text != "1" {
		t.Errorf("RUN sees %v", env)
	}
}

// TestBudget checks that values which double with every line come to an end.
func TestBudget(t *testing.T) {
	src := "FROM a\nENV A=xxxxxxxxxxxxxxxx\n" + strings.Repeat("ENV A=$A$A\n", 60)
	v := parse(src).Final("").LookupEnv("A")
	if v.Value.Known() || len(v.Value.Text) > maxExpansion {
		t.Errorf("A has %d bytes and is known", len(v.Value.Text))
	}
}
