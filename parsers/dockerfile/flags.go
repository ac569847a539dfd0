package dockerfile

import (
	"strconv"
	"strings"
	"time"
)

// flagKind says what value a flag takes.
type flagKind uint8

const (
	noFlag   flagKind = iota
	boolFlag          // --link, --link=true
	oneFlag           // --from=x, once
	manyFlag          // --mount=…, any number of times
)

// flagKindOf returns what the flag is to the instruction, by BuildKit's table.
func flagKindOf(instruction, flag string) flagKind {
	switch instruction {
	case "ADD":
		switch flag {
		case "chown", "chmod", "checksum":
			return oneFlag
		case "link", "keep-git-dir", "unpack":
			return boolFlag
		case "exclude":
			return manyFlag
		}
	case "COPY":
		switch flag {
		case "chown", "chmod", "from":
			return oneFlag
		case "link", "parents":
			return boolFlag
		case "exclude":
			return manyFlag
		}
	case "RUN":
		switch flag {
		case "network", "security":
			return oneFlag
		case "mount", "device":
			return manyFlag
		}
	case "FROM":
		if flag == "platform" {
			return oneFlag
		}
	case "HEALTHCHECK":
		switch flag {
		case "interval", "timeout", "start-period", "start-interval", "retries":
			return oneFlag
		}
	}
	return noFlag
}

// validateFlags reports flags that the instruction does not have, and values
// that they cannot have.
func (l *lineParser) validateFlags(in *Instruction) {
	if in.Name == "STOPSIGNAL" || in.Name == "HEALTHCHECK" && len(in.Args) > 0 && strings.EqualFold(in.Args[0].Raw, "NONE") {
		return // BuildKit does not look
	}
	for i, f := range in.Flags {
		if f.Original == "--" {
			return
		}
		if message := flagProblem(in, i); message != "" {
			l.problem(f.Range, message, "")
		}
	}
}

// flagProblem says what is wrong with the i-th flag; empty if nothing is.
func flagProblem(in *Instruction, i int) string {
	f := in.Flags[i]
	kind := flagKindOf(in.Name, f.Name)
	if kind == noFlag {
		return "unknown flag: --" + f.Name
	}
	for _, earlier := range in.Flags[:i] {
		if earlier.Name == f.Name && kind != manyFlag {
			return "duplicate flag specified: --" + f.Name
		}
	}
	if f.Value == nil {
		if kind == boolFlag {
			return ""
		}
		return "missing a value on flag: --" + f.Name
	}
	if kind == boolFlag {
		return boolProblem(f)
	}
	switch f.Name {
	case "mount":
		return mountProblem(f.Value.Value)
	case "network":
		return oneOf("invalid network mode", f.Value.Value, "default", "none", "host")
	case "security":
		return oneOf("invalid security", f.Value.Value, "sandbox", "insecure")
	case "interval", "timeout", "start-period", "start-interval":
		return intervalProblem(f.Value.Value)
	case "retries":
		return retriesProblem(f.Value.Value)
	}
	return ""
}

func boolProblem(f *Flag) string {
	switch strings.ToLower(f.Value.Value) {
	case "true", "false":
		return ""
	case "":
		return "missing a value on flag: --" + f.Name
	}
	return "expecting boolean value for flag --" + f.Name + ", not: " + f.Value.Value
}

func oneOf(message, value string, allowed ...string) string {
	for _, a := range allowed {
		if value == a {
			return ""
		}
	}
	return message + " \"" + value + "\""
}

// intervalProblem checks a duration: none, or at least a millisecond.
func intervalProblem(s string) string {
	if s == "" {
		return ""
	}
	d, err := time.ParseDuration(s)
	switch {
	case err != nil:
		return err.Error()
	case d != 0 && d < time.Millisecond:
		return "Interval cannot be less than 1ms"
	}
	return ""
}

func retriesProblem(s string) string {
	if n, err := strconv.ParseInt(s, 10, 32); s != "" && (err != nil || n < 0) {
		return "--retries must be a number and cannot be negative (" + s + ")"
	}
	return ""
}

// mountProblem checks what BuildKit checks of --mount before variables are put
// in: that from= holds none.
func mountProblem(s string) string {
	for field := range strings.SplitSeq(s, ",") {
		key, value, _ := strings.Cut(field, "=")
		if i := strings.IndexByte(value, '$'); strings.EqualFold(key, "from") && i >= 0 && i != len(value)-1 {
			return "'from' doesn't support variable expansion, define alias stage instead"
		}
	}
	return ""
}
