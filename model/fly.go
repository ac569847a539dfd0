package model

import (
	"path"
	"slices"
	"strings"
	"time"

	"github.com/flylint/flylint/parsers"
	"github.com/flylint/flylint/parsers/toml"
)

// Fly is a fly config as flyctl reads it: aliases and forms of former times
// are resolved, key case is ignored where flyctl ignores it, and each value
// still knows where it was written. Its problems are collected on the way.
type Fly struct {
	File   *File
	Doc    *toml.Document
	Syntax []parsers.Error // what is wrong with the TOML; flyctl then reads nothing at all

	App              Value[string]
	PrimaryRegion    Value[string]
	KillSignal       Value[string]
	KillTimeout      Value[Duration]
	SwapSizeMB       Value[int]
	ConsoleCommand   Value[string]
	HostDedicationID Value[string]
	MachineConfig    Value[string]
	Container        Value[string]

	Experimental  FlyExperimental
	Build         FlyBuild
	Deploy        FlyDeploy
	EnvTable      Section    // [env]; absent in its list form
	Env           []EnvEntry // in order; of two with one name the later one holds
	ProcessTable  Section    // [processes]; absent in its list form
	Processes     []Process  // in order
	Mounts        []*Mount
	HTTPService   *Service // nil when there is none
	Services      []*Service
	Checks        []*Check
	MachineChecks []*MachineCheck
	Files         []*GuestFile
	Statics       []*Static
	Metrics       []*Metrics
	Restart       []*RestartPolicy
	VM            []*VM

	Unknown    []UnknownKey   // keys that flyctl drops
	Misplaced  []MisplacedKey // keys that belong elsewhere; none of them is in Unknown
	Dead       []DeadKey      // keys that flyctl knows, or knew, and that do nothing
	TypeErrors []TypeError    // values of a type that makes flyctl refuse the whole file
	Invalid    []InvalidValue // values outside the set or the span of their key

	groups  []Group
	literal bool // its strings stand in single quotes
}

// Bare reports whether the file says nothing of machines: no service, process,
// environment, size, check or deploy. Something else may make them then, such as
// Terraform, with volumes that no file here tells of.
func (f *Fly) Bare() bool {
	return f.HTTPService == nil && len(f.Services) == 0 && !f.ProcessTable.Present() && len(f.Processes) == 0 && len(f.Env) == 0 &&
		len(f.VM) == 0 && len(f.Checks) == 0 && len(f.Mounts) == 0 && !f.Deploy.ReleaseCommand.Present() && !f.Deploy.Strategy.Present()
}

// UnlessElsewhere is the doubt that a bare file raises, to end a sentence with:
// that what makes the machines also does what is said here. It is "" for others.
func (f *Fly) UnlessElsewhere(does string) string {
	if !f.Bare() {
		return ""
	}
	return ", unless something else than this file makes the machines, and " + does
}

// Sample reports whether the file's name says that it is one to copy and fill
// in: fly.example.toml, fly.sample.toml.
func (f *Fly) Sample() bool {
	for _, word := range strings.FieldsFunc(path.Base(f.File.Path), func(r rune) bool { return r == '.' || r == '-' || r == '_' }) {
		switch word {
		case "example", "sample", "template", "dist":
			return true
		}
	}
	return false
}

// Section is one table of the file. The zero Section is a table that is absent.
//
// Its range is the header, the braces of an inline table, or the part of a
// longer key that mentions it first.
type Section struct {
	parsers.Range
	ModelPath string      // http_service, services[0].ports[1]
	Table     *toml.Table // nil when absent
}

// Present reports whether the table is in the file.
func (s Section) Present() bool { return s.Table != nil }

// Strings is a list of strings, each element with its own range. Where one
// string stands for a list of one, the list and its element share their range.
type Strings = Value[[]Value[string]]

// Holds reports whether a list has an element s.
func Holds(list Strings, s string) bool {
	return slices.ContainsFunc(list.V, func(v Value[string]) bool { return v.V == s })
}

// Duration is a stretch of time exactly as flyctl reads it.
type Duration struct {
	D     time.Duration
	Text  string  // as written, without quotes
	Bare  bool    // a number without unit
	Unit  FlyUnit // of a bare number: what flyctl takes it for
	Meant string  // of a bare number taken for nanoseconds: what is most likely meant, as "30s"; "" when nobody can tell
}

// AutoStop is what the proxy does with machines that have no traffic: off, stop
// or suspend. Any other text is kept as it is; flyctl refuses it.
type AutoStop string

// The ways of auto_stop_machines; true means stop and false means off.
const (
	AutoStopOff     AutoStop = "off"
	AutoStopStop    AutoStop = "stop"
	AutoStopSuspend AutoStop = "suspend"
)

// On reports whether machines are stopped at all.
func (a AutoStop) On() bool { return a == AutoStopStop || a == AutoStopSuspend }

// FlyExperimental is [experimental].
type FlyExperimental struct {
	Section
	Cmd, Entrypoint, Exec Strings // a string is a list of one word
	MachineConfig         Value[string]
	AttachedSecrets       []EnvEntry // attached.secrets.export
}

// FlyBuild is [build].
type FlyBuild struct {
	Section
	Builder          Value[string]
	Buildpacks       Strings
	Image            Value[string]
	Builtin          Value[string]
	Dockerfile       Value[string]
	Ignorefile       Value[string]
	Target           Value[string] // build-target
	Args             []EnvEntry
	Compose          Section
	ComposeFile      Value[string]
	Compression      Value[string]
	CompressionLevel Value[int]
}

// FlyDeploy is [deploy].
type FlyDeploy struct {
	Section
	Strategy              Value[string]
	MaxUnavailable        Value[float64] // a count from 1 on, else a share
	WaitTimeout           Value[Duration]
	ReleaseCommand        Value[string]
	ReleaseCommandTimeout Value[Duration]
	ReleaseCommandVM      *VM // nil when there is none
	SeedCommand           Value[string]
}

// EnvEntry is a name and the text it stands for: a variable of [env], a build
// argument, a header. Anything that flyctl turns into text is text here.
type EnvEntry struct {
	Name string
	Value[string]
}

// Process is a process group as [processes] writes it. The value's key range is
// the name's.
type Process struct {
	Name    string
	Command Value[string]
}

// Mount is one of [[mounts]].
type Mount struct {
	Section
	Source              Value[string]
	Destination         Value[string]
	InitialSize         Value[string]
	SnapshotRetention   Value[int] // days
	ScheduledSnapshots  Value[bool]
	AutoExtendThreshold Value[int]    // per cent
	AutoExtendIncrement Value[string] // a size
	AutoExtendLimit     Value[string] // a size
	Processes           Strings
}

// GuestFile is one of [[files]].
type GuestFile struct {
	Section
	GuestPath, LocalPath, SecretName, RawValue Value[string]
	Processes                                  Strings
}

// Static is one of [[statics]].
type Static struct {
	Section
	GuestPath, URLPrefix, TigrisBucket, IndexDocument Value[string]
}

// Metrics is one of [[metrics]].
type Metrics struct {
	Section
	Port      Value[int]
	Path      Value[string]
	HTTPS     Value[bool]
	Processes Strings
}

// RestartPolicy is one of [[restart]].
type RestartPolicy struct {
	Section
	Policy    Value[string]
	Retries   Value[int]
	Processes Strings
}
