package dockerfile

import (
	"strings"
)

// validate reports what BuildKit would not accept of an instruction as it
// stands, without regard to the others. Triggers of ONBUILD are looked at when
// they fire, in another build.
func (l *lineParser) validate(in *Instruction) {
	if shapeOf(in.Name) == unknown {
		l.problem(in.Keyword.Range, "unknown instruction: "+in.Keyword.Raw, l.suggestion(in.Name))
		return
	}
	l.validatePlace(in)
	l.validateArgs(in)
	l.validateFlags(in)
}

// suggestion names the instruction that name is one slip away from.
func (l *lineParser) suggestion(name string) string {
	for _, known := range [...]string{
		"ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "LABEL",
		"MAINTAINER", "ONBUILD", "RUN", "SHELL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR",
	} {
		if oneSlip(name, known) {
			return "Did you mean " + known + "?"
		}
	}
	return "If it continues the line above, that line must end in " + string(l.tree.Escape) + "."
}

// oneSlip reports whether one letter added, left out, changed, or two swapped
// make a into b.
func oneSlip(a, b string) bool {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	swapped := len(a) == 2 && len(b) == 2 && a[0] == b[1] && a[1] == b[0]
	return swapped || len(a) <= 1 && len(b) <= 1
}

// validatePlace reports the first instruction that stands before any FROM.
func (l *lineParser) validatePlace(in *Instruction) {
	if in.Name == "FROM" {
		l.placed = true
	}
	if in.Name == "ARG" || l.placed {
		return
	}
	l.placed = true
	l.problem(in.Keyword.Range, "no build stage in current context", "Only ARG may stand before the first FROM.")
}

// validateArgs reports too few or too many arguments, or wrong ones.
func (l *lineParser) validateArgs(in *Instruction) {
	none := in.Text.Raw == ""
	switch in.Name {
	case "FROM":
		l.validateFrom(in)
	case "ADD", "COPY":
		l.validateCopy(in)
	case "ENV", "LABEL", "ARG":
		l.validatePairs(in)
	case "EXPOSE", "HEALTHCHECK", "VOLUME", "ONBUILD":
		if none || in.Name == "VOLUME" && len(in.Args) == 0 {
			l.problem(in.Keyword.Range, in.Name+" requires at least one argument", "")
		}
	case "WORKDIR", "USER", "STOPSIGNAL", "MAINTAINER":
		if none {
			l.problem(in.Keyword.Range, in.Name+" requires exactly one argument", "")
		}
	case "SHELL":
		l.validateShell(in)
	}
	switch in.Name {
	case "HEALTHCHECK":
		l.validateHealth(in)
	case "ONBUILD":
		l.validateTrigger(in)
	case "VOLUME":
		l.validateVolume(in)
	}
}

func (l *lineParser) validateFrom(in *Instruction) {
	switch {
	case len(in.Args) == 3 && strings.EqualFold(in.Args[1].Raw, "AS"):
		if name := in.Args[2]; !validStageName(strings.ToLower(name.Raw)) {
			l.problem(name.Range, "invalid name for build stage: \""+name.Raw+"\", name can't start with a number or contain symbols", "")
		}
	case len(in.Args) != 1:
		l.problem(in.Range, "FROM requires either one or three arguments", "Write FROM image, or FROM image AS name.")
	}
}

// validStageName reports whether s is a letter followed by letters, digits and -_.
func validStageName(s string) bool {
	for i := range len(s) {
		c := s[i]
		letter := 'a' <= c && c <= 'z'
		if !letter && (i == 0 || (c < '0' || c > '9') && strings.IndexByte("-_.", c) < 0) {
			return false
		}
	}
	return s != ""
}

func (l *lineParser) validateCopy(in *Instruction) {
	if len(in.Args) < 2 {
		l.problem(in.Range, in.Name+" requires at least two arguments, but only one was provided. Destination could not be determined", "")
		return
	}
	dest := in.Args[len(in.Args)-1]
	if in.heredocOf(dest) != nil {
		l.problem(dest.Range, in.Name+" cannot accept a heredoc as a destination", "")
	}
}

func (l *lineParser) validatePairs(in *Instruction) {
	if len(in.Pairs) == 0 {
		l.problem(in.Keyword.Range, in.Name+" requires at least one argument", "")
	}
	for _, p := range in.Pairs {
		if p.Key.Raw == "" {
			l.problem(p.Range, in.Name+" names can not be blank", "")
		}
	}
}

func (l *lineParser) validateShell(in *Instruction) {
	switch {
	case len(in.Args) == 0:
		l.problem(in.Keyword.Range, "SHELL requires at least one argument", "")
	case in.Form != ExecForm:
		l.problem(in.Text.Range, "SHELL requires the arguments to be in JSON form", `Write SHELL ["/bin/bash", "-c"].`)
	}
}

func (l *lineParser) validateHealth(in *Instruction) {
	if len(in.Args) == 0 {
		return
	}
	kind := in.Args[0]
	switch strings.ToUpper(kind.Raw) {
	case "NONE":
		if len(in.Args) > 1 {
			l.problem(in.Args[1].Range, "HEALTHCHECK NONE takes no arguments", "")
		}
	case "CMD":
		if len(in.Args) == 1 {
			l.problem(kind.Range, "Missing command after HEALTHCHECK CMD", "")
		}
	default:
		l.problem(kind.Range, "Unknown type \""+kind.Raw+"\" in HEALTHCHECK (try CMD)", "")
	}
}

func (l *lineParser) validateTrigger(in *Instruction) {
	if in.Trigger == nil {
		return
	}
	switch name := in.Trigger.Name; name {
	case "ONBUILD":
		l.problem(in.Trigger.Keyword.Range, "Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed", "")
	case "MAINTAINER", "FROM":
		l.problem(in.Trigger.Keyword.Range, name+" isn't allowed as an ONBUILD trigger", "")
	}
}

func (l *lineParser) validateVolume(in *Instruction) {
	for _, w := range in.Args {
		volume := w.Raw
		if in.Form == ExecForm {
			volume = w.Value
		}
		if strings.TrimSpace(volume) == "" {
			l.problem(w.Range, "VOLUME specified can not be an empty string", "")
		}
	}
}
