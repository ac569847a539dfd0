// Package flyconfig is fly.toml as flyctl reads it: typed, with what flyctl
// drops, refuses or rewrites, the schema of its keys, and the edits that fixes
// make.
package flyconfig

import (
	"path"
	"slices"
	"strings"
	"time"

	"github.com/flylint/flylint/model/source"
	"github.com/flylint/flylint/parsers"
	"github.com/flylint/flylint/parsers/toml"
)

// Config is a fly config as flyctl reads it: aliases and forms of former times
// are resolved, key case is ignored where flyctl ignores it, and each value
// still knows where it was written. Its problems are collected on the way.
type Config struct {
	File   *source.File
	Doc    *toml.Document
	Syntax []parsers.Error // what is wrong with the TOML; flyctl then reads nothing at all

	App              source.Value[string]
	PrimaryRegion    source.Value[string]
	KillSignal       source.Value[string]
	KillTimeout      source.Value[Duration]
	SwapSizeMB       source.Value[int]
	ConsoleCommand   source.Value[string]
	HostDedicationID source.Value[string]
	MachineConfig    source.Value[string]
	Container        source.Value[string]

	Experimental  Experimental
	Build         Build
	Deploy        Deploy
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
func (f *Config) Bare() bool {
	return f.HTTPService == nil && len(f.Services) == 0 && !f.ProcessTable.Present() && len(f.Processes) == 0 && len(f.Env) == 0 &&
		len(f.VM) == 0 && len(f.Checks) == 0 && len(f.Mounts) == 0 && !f.Deploy.ReleaseCommand.Present() && !f.Deploy.Strategy.Present()
}

// UnlessElsewhere is the doubt that a bare file raises, to end a sentence with:
// that what makes the machines also does what is said here. It is "" for others.
func (f *Config) UnlessElsewhere(does string) string {
	if !f.Bare() {
		return ""
	}
	return ", unless something else than this file makes the machines, and " + does
}

// Sample reports whether the file's name says that it is one to copy and fill
// in: fly.example.toml, fly.sample.toml.
func (f *Config) Sample() bool { return f.isCalled("example", "sample", "template", "dist") }

// Disposable reports whether the file's name says that its app is made for a
// while and thrown away with its data: fly.review.toml, fly.preview.toml.
func (f *Config) Disposable() bool { return f.isCalled("review", "preview", "pr", "ephemeral") }

// isCalled reports whether one of the words stands in the file's name.
func (f *Config) isCalled(words ...string) bool {
	name := strings.FieldsFunc(path.Base(f.File.Path), func(r rune) bool { return r == '.' || r == '-' || r == '_' })
	return slices.ContainsFunc(name, func(word string) bool { return slices.Contains(words, word) })
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
type Strings = source.Value[[]source.Value[string]]

// Holds reports whether a list has an element s.
func Holds(list Strings, s string) bool {
	return slices.ContainsFunc(list.V, func(v source.Value[string]) bool { return v.V == s })
}

// Duration is a stretch of time exactly as flyctl reads it.
type Duration struct {
	D     time.Duration
	Text  string // as written, without quotes
	Bare  bool   // a number without unit
	Unit  Unit   // of a bare number: what flyctl takes it for
	Meant string // of a bare number taken for nanoseconds: what is most likely meant, as "30s"; "" when nobody can tell
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

// Experimental is [experimental].
type Experimental struct {
	Section
	Cmd, Entrypoint, Exec Strings // a string is a list of one word
	MachineConfig         source.Value[string]
	AttachedSecrets       []EnvEntry // attached.secrets.export
}

// Build is [build].
type Build struct {
	Section
	Builder          source.Value[string]
	Buildpacks       Strings
	Image            source.Value[string]
	Builtin          source.Value[string]
	Dockerfile       source.Value[string]
	Ignorefile       source.Value[string]
	Target           source.Value[string] // build-target
	Args             []EnvEntry
	Compose          Section
	ComposeFile      source.Value[string]
	Compression      source.Value[string]
	CompressionLevel source.Value[int]
}

// Deploy is [deploy].
type Deploy struct {
	Section
	Strategy              source.Value[string]
	MaxUnavailable        source.Value[float64] // a count from 1 on, else a share
	WaitTimeout           source.Value[Duration]
	ReleaseCommand        source.Value[string]
	ReleaseCommandTimeout source.Value[Duration]
	ReleaseCommandVM      *VM // nil when there is none
	SeedCommand           source.Value[string]
}

// EnvEntry is a name and the text it stands for: a variable of [env], a build
// argument, a header. Anything that flyctl turns into text is text here.
type EnvEntry struct {
	Name string
	source.Value[string]
}

// Process is a process group as [processes] writes it. The value's key range is
// the name's.
type Process struct {
	Name    string
	Command source.Value[string]
}

// Mount is one of [[mounts]].
type Mount struct {
	Section
	Source              source.Value[string]
	Destination         source.Value[string]
	InitialSize         source.Value[string]
	SnapshotRetention   source.Value[int] // days
	ScheduledSnapshots  source.Value[bool]
	AutoExtendThreshold source.Value[int]    // per cent
	AutoExtendIncrement source.Value[string] // a size
	AutoExtendLimit     source.Value[string] // a size
	Processes           Strings
}

// GuestFile is one of [[files]].
type GuestFile struct {
	Section
	GuestPath, LocalPath, SecretName, RawValue source.Value[string]
	Processes                                  Strings
}

// Static is one of [[statics]].
type Static struct {
	Section
	GuestPath, URLPrefix, TigrisBucket, IndexDocument source.Value[string]
}

// Metrics is one of [[metrics]].
type Metrics struct {
	Section
	Port      source.Value[int]
	Path      source.Value[string]
	HTTPS     source.Value[bool]
	Processes Strings
}

// RestartPolicy is one of [[restart]].
type RestartPolicy struct {
	Section
	Policy    source.Value[string]
	Retries   source.Value[int]
	Processes Strings
}
