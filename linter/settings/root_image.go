package settings

import (
	"github.com/zclconf/go-cty/cty"

	"github.com/flylint/flylint/model"
	"github.com/flylint/flylint/parsers"
	"github.com/flylint/flylint/parsers/dockerfile"
)

func stageType() cty.Type {
	return cty.Object(map[string]cty.Type{"name": cty.String, "base": cty.String, "tag": cty.String})
}

// imageType is the image as its Dockerfile tells.
func imageType() cty.Type {
	return cty.Object(map[string]cty.Type{
		"dockerfile": cty.String, "stages": cty.List(stageType()),
		"base": cty.String, "tag": cty.String,
		"user": cty.String, "workdir": cty.String, "stop_signal": cty.String,
		"entrypoint": cty.List(cty.String), "cmd": cty.List(cty.String),
		"exposes": cty.List(cty.Number), "env": cty.Map(cty.String),
		"release": cty.String,
	})
}

const variableMissing = "the Dockerfile takes it from a variable that no file sets"

// lookImage finds a part of the image that is deployed.
func lookImage(d *model.Deployment, steps []step) seen {
	found := seen{at: d.File.Start(), path: modelPath("image", steps)}
	im := d.Image
	if im == nil || im.Final == nil {
		return found
	}
	found.at = im.Final.From.Range
	if len(steps) == 0 {
		found.value, found.present = imageValue(im), true
		return found.doubted(variableMissing)
	}
	v, at := imagePart(im, steps)
	found.value = v
	if at.IsValid() {
		found.at, found.present = at, true
	}
	return found.doubted(variableMissing)
}

func imageValue(im *model.Image) cty.Value {
	attrs := map[string]cty.Value{}
	for name := range imageType().AttributeTypes() {
		attrs[name], _ = imagePart(im, []step{{name: name}})
	}
	return cty.ObjectVal(attrs)
}

// imagePart is one property of the image, or a part of it, and where it is
// written.
func imagePart(im *model.Image, steps []step) (cty.Value, parsers.Range) {
	s := im.Final
	var v cty.Value
	var at parsers.Range
	switch name := steps[0].name; name {
	case "dockerfile":
		v, at = cty.StringVal(im.File.Path), im.File.Start()
	case "stages":
		return stages(im, steps)
	case "base":
		v, at = expanded(s.Base.Name), s.From.Range
	case "tag":
		v, at = stringOrNull(s.Base.Tag), s.From.Range
	case "user":
		v, at = setting(s.User)
	case "workdir":
		v, at = setting(s.Workdir)
	case "stop_signal":
		v, at = setting(s.StopSignal)
	case "entrypoint":
		v, at = command(s.Entrypoint)
	case "cmd":
		v, at = command(s.Cmd)
	case "exposes":
		v, at = ports(s.Expose)
	case "env":
		return imageEnv(s, steps)
	case "release":
		v = stringOrNull(im.Release)
		if im.Carries != nil {
			at = im.Carries.Range
		}
	}
	return within(v, cty.DynamicPseudoType, steps[1:]), at
}

// stages is the stages of the Dockerfile, or one of them.
func stages(im *model.Image, steps []step) (cty.Value, parsers.Range) {
	elems := make([]cty.Value, len(im.Stages))
	for i, st := range im.Stages {
		elems[i] = cty.ObjectVal(map[string]cty.Value{
			"name": stringOrNull(st.Name), "base": expanded(st.Base.Name), "tag": stringOrNull(st.Base.Tag),
		})
	}
	at := im.Final.From.Range
	if len(steps) > 1 && steps[1].index < len(im.Stages) {
		at = im.Stages[steps[1].index].From.Range
	}
	return within(list(stageType(), elems), cty.DynamicPseudoType, steps[1:]), at
}

// imageEnv is the variables the image sets, or one of them.
func imageEnv(s *dockerfile.Stage, steps []step) (cty.Value, parsers.Range) {
	elems := map[string]cty.Value{}
	for _, e := range s.Env() {
		elems[e.Name] = cty.UnknownVal(cty.String)
		if e.Value.Known() {
			elems[e.Name] = text(e.Name, e.Value.Text)
		}
	}
	var at parsers.Range
	if len(steps) > 1 {
		if e := s.LookupEnv(steps[1].name); e != nil {
			at = e.Range
		}
	}
	return within(mapping(cty.String, elems), cty.String, steps[1:]), at
}

// expanded is a text of the Dockerfile; unknown where a variable is missing.
func expanded(e dockerfile.Expanded) cty.Value {
	if !e.Known() {
		return cty.UnknownVal(cty.String).RefineNotNull()
	}
	return stringOrNull(e.Text)
}

func setting(s dockerfile.Setting) (cty.Value, parsers.Range) {
	switch {
	case s.Instruction == nil:
		return cty.NullVal(cty.String), parsers.Range{}
	case s.Relative:
		return cty.UnknownVal(cty.String).RefineNotNull(), s.Instruction.Range
	}
	return expanded(s.Expanded), s.Instruction.Range
}

// command is ENTRYPOINT or CMD as the image holds it: of the shell form, what
// the shell is given.
func command(in *dockerfile.Instruction) (cty.Value, parsers.Range) {
	if in == nil {
		return cty.ListValEmpty(cty.String), parsers.Range{}
	}
	if in.Form == dockerfile.ShellForm {
		return cty.ListVal(texts([]string{"/bin/sh", "-c", in.Text.Value})), in.Range
	}
	words := make([]string, len(in.Args))
	for i, w := range in.Args {
		words[i] = w.Value
	}
	return list(cty.String, texts(words)), in.Range
}

// ports is what EXPOSE names; of a range both ends.
func ports(exposed []*dockerfile.Port) (cty.Value, parsers.Range) {
	var elems []cty.Value
	var at parsers.Range
	for _, p := range exposed {
		at = p.Instruction.Range
		switch {
		case p.First == 0:
			elems = append(elems, cty.UnknownVal(cty.Number))
		case p.Last != p.First:
			elems = append(elems, cty.NumberIntVal(int64(p.First)), cty.NumberIntVal(int64(p.Last)))
		default:
			elems = append(elems, cty.NumberIntVal(int64(p.First)))
		}
	}
	return list(cty.Number, elems), at
}
