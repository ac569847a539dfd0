package flyconfig

import (
	"cmp"
	"slices"

	"github.com/flylint/flylint/model/source"
	"github.com/flylint/flylint/parsers"
	"github.com/flylint/flylint/parsers/toml"
)

// Read reads a fly config in TOML from its tree. The result is never nil;
// whatever could be read of a broken file is there.
func Read(f *source.File, doc *toml.Document) *Config {
	r := &reader{fly: &Config{File: f, Doc: doc, Syntax: doc.Errors, literal: usesLiteral(f.Src)}}
	s := r.open(doc.Root, TableRoot, "", true)
	r.top(s)
	r.moved(s)
	r.fly.sortProblems()
	r.fly.groups = groupsOf(r.fly)
	return r.fly
}

func (r *reader) top(s scope) {
	f := r.fly
	f.App, f.PrimaryRegion = s.text("app"), s.text("primary_region")
	f.KillSignal, f.KillTimeout = s.text("kill_signal"), s.duration("kill_timeout")
	f.SwapSizeMB = s.int("swap_size_mb")
	f.ConsoleCommand = s.text("console_command")
	f.HostDedicationID = s.text("host_dedication_id")
	f.MachineConfig, f.Container = s.text("machine_config"), s.text("container")
	f.Build, f.Deploy = readBuild(s.table("build")), readDeploy(s.table("deploy"))
	f.EnvTable, f.Env = s.pairs("env")
	f.ProcessTable, f.Processes = s.processes()
	f.Mounts = each(s.tables("mounts"), readMount)
	if http := s.table("http_service"); http.Present() {
		f.HTTPService = readHTTPService(http)
	}
	f.Services = each(s.tables("services"), readService)
	for _, c := range s.namedTables("checks") {
		f.Checks = append(f.Checks, readNamedCheck(c))
	}
	f.MachineChecks = each(s.tables("machine_checks"), readMachineCheck)
	f.Files = each(s.tables("files"), readGuestFile)
	f.Statics = each(s.tables("statics"), readStatic)
	f.Metrics = each(s.tables("metrics"), readMetrics)
	f.Restart = each(s.tables("restart"), readRestart)
	f.VM = each(s.tables("vm"), readVM)
}

// moved reads [experimental] and what flyctl moves from there: kill_timeout to
// the top level, the metrics' port and path to [[metrics]], each where nothing
// stands there yet.
func (r *reader) moved(root scope) {
	f := r.fly
	s := root.table("experimental")
	f.Experimental = readExperimental(s)
	if !s.Present() || !s.cast {
		return
	}
	if e := s.Table.Get("kill_timeout"); e != nil && root.Table.Get("kill_timeout") == nil {
		f.KillTimeout = s.duration("kill_timeout")
		f.KillTimeout.Path = "kill_timeout"
		r.judge(s, e, TableExperimental.Lookup(e.Name), true)
	}
	port, path := s.Table.Get("metrics_port"), s.Table.Get("metrics_path")
	if port == nil && path == nil || root.Table.Get("metrics") != nil {
		return
	}
	m := &Metrics{Section: s.Section, Port: s.int("metrics_port"), Path: s.text("metrics_path")}
	m.ModelPath = indexed("metrics", len(f.Metrics))
	m.Port.Path, m.Path.Path = JoinPath(m.ModelPath, "port"), JoinPath(m.ModelPath, "path")
	for _, e := range []*toml.Entry{port, path} {
		if e != nil {
			r.judge(s, e, TableExperimental.Lookup(e.Name), true)
		}
	}
	f.Metrics = append(f.Metrics, m)
}

// each reads every table of a list.
func each[T any](list []scope, read func(scope) *T) []*T {
	var all []*T
	for _, s := range list {
		all = append(all, read(s))
	}
	return all
}

// sortProblems puts the problems in the order of the file; they were found in
// the order of reading.
func (f *Config) sortProblems() {
	byPos(f.Unknown, func(p UnknownKey) parsers.Range { return p.Range })
	byPos(f.Misplaced, func(p MisplacedKey) parsers.Range { return p.Range })
	byPos(f.Dead, func(p DeadKey) parsers.Range { return p.Range })
	byPos(f.TypeErrors, func(p TypeError) parsers.Range { return p.Range })
	byPos(f.Invalid, func(p InvalidValue) parsers.Range { return p.Range })
	f.doubtTwins()
}

// doubtTwins takes the certainty from unknown keys of one table that seem to
// mean the same key.
func (f *Config) doubtTwins() {
	type meaning struct {
		table *toml.Table
		key   string
	}
	count := map[meaning]int{}
	for _, u := range f.Unknown {
		count[meaning{u.Entry.Parent, u.Nearest}]++
	}
	for i, u := range f.Unknown {
		f.Unknown[i].Certain = u.Certain && count[meaning{u.Entry.Parent, u.Nearest}] == 1
	}
}

func byPos[T any](list []T, at func(T) parsers.Range) {
	slices.SortStableFunc(list, func(a, b T) int { return cmp.Compare(at(a).From, at(b).From) })
}

func readExperimental(s scope) Experimental {
	x := Experimental{
		Section: s.Section,
		Cmd:     s.strings("cmd"), Entrypoint: s.strings("entrypoint"), Exec: s.strings("exec"),
		MachineConfig: s.text("machine_config"),
	}
	_, x.AttachedSecrets = s.table("attached").table("secrets").pairs("export")
	return x
}

func readBuild(s scope) Build {
	b := Build{
		Section:          s.Section,
		Builder:          s.text("builder"),
		Buildpacks:       s.strings("buildpacks"),
		Image:            s.text("image"),
		Builtin:          s.text("builtin"),
		Dockerfile:       s.text("dockerfile"),
		Ignorefile:       s.text("ignorefile"),
		Target:           s.text("build-target"),
		Compression:      s.text("compression"),
		CompressionLevel: s.int("compression_level"),
	}
	_, b.Args = s.pairs("args")
	compose := s.table("compose")
	b.Compose, b.ComposeFile = compose.Section, compose.text("file")
	s.free("settings")
	return b
}

func readDeploy(s scope) Deploy {
	d := Deploy{
		Section:               s.Section,
		Strategy:              s.text("strategy"),
		MaxUnavailable:        s.float("max_unavailable"),
		WaitTimeout:           s.duration("wait_timeout"),
		ReleaseCommand:        s.text("release_command"),
		ReleaseCommandTimeout: s.duration("release_command_timeout"),
		SeedCommand:           s.text("seed_command"),
	}
	if vm := s.table("release_command_vm"); vm.Present() {
		d.ReleaseCommandVM = readVM(vm)
	}
	return d
}

func readMount(s scope) *Mount {
	return &Mount{
		Section:             s.Section,
		Source:              s.text("source"),
		Destination:         s.text("destination"),
		InitialSize:         s.text("initial_size"),
		SnapshotRetention:   s.int("snapshot_retention"),
		ScheduledSnapshots:  s.bool("scheduled_snapshots"),
		AutoExtendThreshold: s.int("auto_extend_size_threshold"),
		AutoExtendIncrement: s.text("auto_extend_size_increment"),
		AutoExtendLimit:     s.text("auto_extend_size_limit"),
		Processes:           s.strings("processes"),
	}
}

func readGuestFile(s scope) *GuestFile {
	return &GuestFile{
		Section:   s.Section,
		GuestPath: s.text("guest_path"), LocalPath: s.text("local_path"),
		SecretName: s.text("secret_name"), RawValue: s.text("raw_value"),
		Processes: s.strings("processes"),
	}
}

func readStatic(s scope) *Static {
	return &Static{
		Section:   s.Section,
		GuestPath: s.text("guest_path"), URLPrefix: s.text("url_prefix"),
		TigrisBucket: s.text("tigris_bucket"), IndexDocument: s.text("index_document"),
	}
}

func readMetrics(s scope) *Metrics {
	return &Metrics{
		Section: s.Section,
		Port:    s.int("port"), Path: s.text("path"), HTTPS: s.bool("https"),
		Processes: s.strings("processes"),
	}
}

func readRestart(s scope) *RestartPolicy {
	return &RestartPolicy{
		Section: s.Section,
		Policy:  s.text("policy"), Retries: s.int("retries"),
		Processes: s.strings("processes"),
	}
}
