package flyconfig

// The key table was read from the Go structs and the patch step of flyctl and
// from fly-go's machine types, and holds as of this date. Enumerations that
// only the platform checks follow Fly's configuration reference of that time;
// that it refuses a check's method or a concurrency type that it does not know
// is from superfly/flyctl issue 1493.
const (
	KeysDate   = "2026-08-21"
	KeysSource = "superfly/flyctl ad0172f, superfly/fly-go 22d6e51, superfly/docs 5c22c8c"
)

// Enumerations used more than once.
const (
	signals     = "SIGHUP SIGINT SIGQUIT SIGKILL SIGUSR1 SIGUSR2 SIGTERM SIGSTOP"
	autoStops   = "off stop suspend"
	httpMethods = "GET HEAD POST PUT PATCH DELETE OPTIONS CONNECT TRACE"
	schemes     = "http https"
	ports       = "1 65535"
)

var rootKeys = [...]Key{
	{Name: "app", Form: FormString, Doc: "The name of the app; the flag --app and the variable FLY_APP come first."},
	{Name: "primary_region", Form: FormString, Doc: "Where new machines, volumes and the release machine are made; becomes PRIMARY_REGION."},
	{Name: "kill_signal", Form: FormString, Enum: signals, Default: "SIGINT", Doc: "The signal that asks the machine's program to stop."},
	{Name: "kill_timeout", Form: FormDuration, Unit: UnitSecond, Span: "0 300", Default: "5s", Doc: "How long the program may take to stop before it is killed, at most 300 seconds."},
	{Name: "swap_size_mb", Form: FormInt, Span: "0", Doc: "Swap space in megabytes, for the release machine too."},
	{Name: "console_command", Form: FormString, Doc: "What `fly console` runs."},
	{Name: "host_dedication_id", Form: FormString, Doc: "The dedicated hosts to run on."},
	{Name: "machine_config", Form: FormString, Doc: "A machine configuration, as JSON text or the path of a file."},
	{Name: "container", Form: FormString, Default: "app, else the first", Doc: "The container whose image a deploy replaces."},
	{Name: "experimental", Form: FormTable, Child: TableExperimental, Doc: "Overrides of the image's command and other settings that may change."},
	{Name: "build", Form: FormTable, Child: TableBuild, Doc: "How the image is built."},
	{Name: "deploy", Form: FormTable, Child: TableDeploy, Doc: "How a new release is rolled out."},
	{Name: "env", Form: FormCastMap, Doc: "Environment variables, not secret; a secret of the same name wins."},
	{Name: "processes", Form: FormProcesses, Doc: "Process groups: name = command. Each group has machines of its own."},
	{Name: "mounts", Form: FormCastTables, Child: TableMount, Exact: true, Doc: "A volume and where it is mounted."},
	{Name: "mount", Form: FormCastTables, Child: TableMount, Alias: "mounts", Exact: true, Doc: "Another name of [[mounts]]."},
	{Name: "http_service", Form: FormTable, Child: TableHTTPService, Doc: "A web service on ports 80 and 443."},
	{Name: "services", Form: FormCastTables, Child: TableService, Doc: "A service with ports, handlers and checks of its own."},
	{Name: "checks", Form: FormNamedTables, Child: TableCheck, Doc: "Health checks of the machine; they do not influence routing."},
	{Name: "files", Form: FormTables, Child: TableFile, Doc: "A file written into the machine."},
	{Name: "machine_checks", Form: FormTables, Child: TableMachineCheck, Doc: "Commands run on a throw-away machine during a deploy."},
	{Name: "restart", Form: FormTables, Child: TableRestart, Doc: "When a machine whose program ended starts again."},
	{Name: "vm", Form: FormCastTables, Child: TableVM, Exact: true, Doc: "The size of machines."},
	{Name: "compute", Form: FormCastTables, Child: TableVM, Alias: "vm", Exact: true, Doc: "Another name of [[vm]]."},
	{Name: "computes", Form: FormCastTables, Child: TableVM, Alias: "vm", Exact: true, Doc: "Another name of [[vm]]."},
	{Name: "statics", Form: FormTables, Child: TableStatic, Doc: "Files of the image that the proxy serves itself."},
	{Name: "metrics", Form: FormCastTables, Child: TableMetrics, Exact: true, Doc: "Where Prometheus metrics are collected."},
	{Name: "metric", Form: FormCastTables, Child: TableMetrics, Alias: "metrics", Exact: true, Doc: "Another name of [[metrics]]."},
}

var experimentalKeys = [...]Key{
	{Name: "cmd", Form: FormCastStrings, Doc: "Replaces the image's CMD. A string is one word: it is not split."},
	{Name: "entrypoint", Form: FormCastStrings, Doc: "Replaces the image's ENTRYPOINT. A string is one word: it is not split."},
	{Name: "exec", Form: FormCastStrings, Doc: "Replaces both ENTRYPOINT and CMD. A string is one word: it is not split."},
	{Name: "auto_rollback", Form: FormBool, Dead: "flyctl reads it and never uses it; failed deploys are not rolled back"},
	{Name: "enable_consul", Form: FormBool, Dead: "flyctl reads it and never uses it; `fly consul attach` does this now"},
	{Name: "enable_etcd", Form: FormBool, Dead: "flyctl reads it and never uses it"},
	{Name: "lazy_load_images", Form: FormBool, Dead: "no longer supported since May 2025"},
	{Name: "attached", Form: FormTable, Child: TableAttached, Doc: "What `fly launch` attaches."},
	{Name: "machine_config", Form: FormString, Doc: "A machine configuration; wins over the top level's."},
	{Name: "kill_timeout", Form: FormDuration, Unit: UnitSecond, Exact: true, Moved: "kill_timeout", Doc: "The old place of the top level's kill_timeout, used where that is absent."},
	{Name: "metrics_port", Form: FormInt, Exact: true, Moved: "metrics.port", Doc: "The old place of port in [[metrics]], used where that table is absent."},
	{Name: "metrics_path", Form: FormString, Exact: true, Moved: "metrics.path", Doc: "The old place of path in [[metrics]], used where that table is absent."},
	{Name: "kill_signal", Form: FormAny, Dead: "flyctl moves kill_timeout from here to the top level, but not kill_signal"},
	{Name: "allowed_public_ports", Form: FormAny, Dead: "a setting of the former platform that flyctl no longer reads"},
	{Name: "private_network", Form: FormAny, Dead: "a setting of the former platform that flyctl no longer reads; every app has a private network"},
}

var attachedKeys = [...]Key{
	{Name: "secrets", Form: FormTable, Child: TableAttachedSecrets, Doc: "Secrets that `fly launch` renames."},
}

var attachedSecretsKeys = [...]Key{
	{Name: "export", Form: FormStringMap, Doc: "The names under which attached services store their secrets."},
}

var buildKeys = [...]Key{
	{Name: "builder", Form: FormString, Doc: "The buildpacks builder image."},
	{Name: "args", Form: FormStringMap, Doc: "Build arguments; they stay in the image's history and are not set at run time."},
	{Name: "buildpacks", Form: FormStrings, Doc: "The buildpacks to use."},
	{Name: "image", Form: FormString, Doc: "A ready image; nothing is built then."},
	{Name: "settings", Form: FormAnyTable, Doc: "Settings of a builtin builder."},
	{Name: "builtin", Form: FormString, Doc: "A builtin builder of former times."},
	{Name: "dockerfile", Form: FormString, Default: "Dockerfile", Doc: "The Dockerfile, relative to this file, or a URL."},
	{Name: "ignorefile", Form: FormString, Default: ".dockerignore", Doc: "The ignore file, relative to this file."},
	{Name: "build-target", Form: FormString, Default: "the last stage", Doc: "The stage of the Dockerfile to build."},
	{Name: "build_target", Form: FormString, Alias: "build-target", Exact: true, Doc: "Another name of build-target."},
	{Name: "compose", Form: FormTable, Child: TableCompose, Doc: "Containers described by a compose file."},
	{Name: "compression", Form: FormString, Enum: "gzip zstd", Checked: true, Default: "gzip", Doc: "How image layers are compressed."},
	{Name: "compression_level", Form: FormInt, Span: "0 9", Checked: true, Default: "7", Doc: "The compression level, 0 to 9."},
}

var composeKeys = [...]Key{
	{Name: "file", Form: FormString, Default: "compose.yaml, compose.yml, docker-compose.yaml or docker-compose.yml", Doc: "The compose file, relative to this file."},
}

var deployKeys = [...]Key{
	{Name: "strategy", Form: FormString, Enum: "rolling canary bluegreen immediate", Checked: true, Default: "rolling", Doc: "How machines are replaced."},
	{Name: "max_unavailable", Form: FormFloat, Default: "0.33", Doc: "How many machines may be down at once: a count from 1 on, else a share."},
	{Name: "wait_timeout", Form: FormDuration, Unit: UnitNanosecond, Default: "5m", Doc: "How long to wait for each machine to start and become healthy."},
	{Name: "release_command", Form: FormString, Doc: "Run once before each release on a machine without volumes; words are split, there is no shell."},
	{Name: "release_command_timeout", Form: FormDuration, Unit: UnitNanosecond, Default: "5m", Doc: "How long the release command may take."},
	{Name: "release_command_vm", Form: FormTable, Child: TableReleaseVM, Doc: "The size of the machine that runs the release command."},
	{Name: "seed_command", Form: FormString, Doc: "Run once after the first deploy of a launch."},
	{Name: "processes", Form: FormAny, Dead: "flyctl never reads it"},
}

var releaseVMKeys = [...]Key{
	{Name: "size", Form: FormString, Doc: "A preset of CPUs and memory."},
	{Name: "memory", Form: FormString, Doc: "The memory with its unit, \"1gb\"; here an integer is refused."},
	{Name: "cpu_kind", Form: FormString, Enum: "shared performance", Doc: "The kind of CPU."},
	{Name: "cpus", Form: FormInt, Span: "0", Doc: "The number of CPUs."},
	{Name: "memory_mb", Form: FormInt, Span: "0", Doc: "The memory in megabytes."},
	{Name: "max_memory_mb", Form: FormInt, Span: "0", Doc: "The memory in megabytes up to which the machine may grow."},
	{Name: "gpus", Form: FormInt, Span: "0", Doc: "The number of GPUs."},
	{Name: "gpu_kind", Form: FormString, Doc: "The kind of GPU."},
	{Name: "host_dedication_id", Form: FormString, Doc: "The dedicated hosts to run on."},
	{Name: "persist_rootfs", Form: FormString, Enum: "never restart always none", Checked: true, Default: "never", Doc: "When the root file system outlives a start."},
	{Name: "kernel_args", Form: FormStrings, Doc: "Arguments for the kernel."},
	{Name: "processes", Form: FormStrings, Doc: "Not used here: there is one release machine."},
}

var vmKeys = [...]Key{
	{Name: "size", Form: FormString, Default: "shared-cpu-1x", Doc: "A preset of CPUs and memory."},
	{Name: "memory", Form: FormCastString, Doc: "The memory: megabytes, or a string with its unit, \"1gb\"."},
	{Name: "cpu_kind", Form: FormString, Enum: "shared performance", Doc: "The kind of CPU."},
	{Name: "cpus", Form: FormInt, Span: "0", Doc: "The number of CPUs."},
	{Name: "memory_mb", Form: FormInt, Span: "0", Doc: "The memory in megabytes."},
	{Name: "max_memory_mb", Form: FormInt, Span: "0", Doc: "The memory in megabytes up to which the machine may grow."},
	{Name: "gpus", Form: FormInt, Span: "0", Doc: "The number of GPUs."},
	{Name: "gpu_kind", Form: FormString, Doc: "The kind of GPU."},
	{Name: "host_dedication_id", Form: FormString, Doc: "The dedicated hosts to run on."},
	{Name: "persist_rootfs", Form: FormString, Enum: "never restart always none", Checked: true, Default: "never", Doc: "When the root file system outlives a start."},
	{Name: "kernel_args", Form: FormStrings, Doc: "Arguments for the kernel."},
	{Name: "processes", Form: FormStrings, Default: "all groups", Doc: "The process groups with machines of this size."},
}

var mountKeys = [...]Key{
	{Name: "source", Form: FormString, Doc: "The name of the volume."},
	{Name: "destination", Form: FormString, Doc: "The absolute path at which it is mounted."},
	{Name: "initial_size", Form: FormCastString, Unit: UnitGigabyte, Span: "1", Checked: true, Default: "1gb", Doc: "The size of a new volume: gigabytes, or a string with its unit."},
	{Name: "snapshot_retention", Form: FormInt, Span: "1 60", Checked: true, Default: "5", Doc: "The number of days snapshots are kept, 1 to 60."},
	{Name: "scheduled_snapshots", Form: FormBool, Default: "true", Doc: "Whether a snapshot is made every day."},
	{Name: "auto_extend_size_threshold", Form: FormInt, Span: "50 99", Checked: true, Doc: "The percentage of use, 50 to 99, at which the volume grows."},
	{Name: "auto_extend_size_increment", Form: FormString, Unit: UnitGigabyte, Span: "1 100", Checked: true, Doc: "How much it grows by, 1 to 100 GB."},
	{Name: "auto_extend_size_limit", Form: FormString, Unit: UnitGigabyte, Span: "1 500", Checked: true, Doc: "The size it does not outgrow, 1 to 500 GB."},
	{Name: "processes", Form: FormStrings, Default: "the default group", Doc: "The process groups that get the volume."},
}

var httpServiceKeys = [...]Key{
	{Name: "internal_port", Form: FormInt, Span: ports, Doc: "The port the app listens on; without it flyctl takes 0."},
	{Name: "force_https", Form: FormBool, Default: "false", Doc: "Redirects HTTP to HTTPS."},
	{Name: "auto_stop_machines", Form: FormAutoStop, Enum: autoStops, Checked: true, Default: "off", Doc: "What happens to machines without traffic."},
	{Name: "auto_start_machines", Form: FormBool, Default: "true", Doc: "Whether a request starts a stopped machine."},
	{Name: "min_machines_running", Form: FormInt, Span: "0", Default: "0", Doc: "How many machines auto-stop leaves running in the primary region."},
	{Name: "processes", Form: FormStrings, Doc: "The process groups that serve it; needed as soon as there is a [processes] table."},
	{Name: "concurrency", Form: FormTable, Child: TableConcurrency, Doc: "The load a machine takes."},
	{Name: "tls_options", Form: FormTable, Child: TableTLSOptions, Doc: "TLS settings of the proxy."},
	{Name: "http_options", Form: FormTable, Child: TableHTTPOptions, Doc: "HTTP settings of the proxy."},
	{Name: "checks", Form: FormTables, Child: TableHTTPServiceCheck, Doc: "HTTP health checks that decide on routing."},
	{Name: "machine_checks", Form: FormTables, Child: TableMachineCheck, Doc: "Commands run on a throw-away machine during a deploy."},
}

var serviceKeys = [...]Key{
	{Name: "protocol", Form: FormString, Enum: "tcp udp", Doc: "The transport protocol."},
	{Name: "internal_port", Form: FormCastInt, Span: ports, Doc: "The port the app listens on; without it flyctl takes 0."},
	{Name: "auto_stop_machines", Form: FormAutoStop, Enum: autoStops, Checked: true, Default: "off", Doc: "What happens to machines without traffic."},
	{Name: "auto_start_machines", Form: FormBool, Default: "true", Doc: "Whether a request starts a stopped machine."},
	{Name: "min_machines_running", Form: FormInt, Span: "0", Default: "0", Doc: "How many machines auto-stop leaves running in the primary region."},
	{Name: "ports", Form: FormCastTables, Child: TablePort, Doc: "The ports of the proxy that lead to it."},
	{Name: "concurrency", Form: FormConcurrency, Child: TableConcurrency, Doc: "The load a machine takes."},
	{Name: "tcp_checks", Form: FormCastTables, Child: TableTCPCheck, Doc: "Health checks that open a connection."},
	{Name: "http_checks", Form: FormCastTables, Child: TableHTTPCheck, Doc: "Health checks that make a request."},
	{Name: "machine_checks", Form: FormTables, Child: TableMachineCheck, Doc: "Commands run on a throw-away machine during a deploy."},
	{Name: "processes", Form: FormStrings, Doc: "The process groups that serve it; needed as soon as there is a [processes] table."},
	{Name: "script_checks", Form: FormAny, Dead: "checks by script ended with the former platform"},
	{Name: "port", Form: FormAny, Dead: "flyctl reads ports only from [[services.ports]]"},
}

var portKeys = [...]Key{
	{Name: "port", Form: FormCastInt, Span: ports, Doc: "The port of the proxy."},
	{Name: "start_port", Form: FormInt, Span: ports, Doc: "The first port of a range."},
	{Name: "end_port", Form: FormInt, Span: ports, Doc: "The last port of a range."},
	{Name: "handlers", Form: FormStrings, Enum: "http tls pg_tls proxy_proto", Doc: "What the proxy does with a connection."},
	{Name: "force_https", Form: FormBool, Default: "false", Doc: "Redirects HTTP to HTTPS."},
	{Name: "tls_options", Form: FormTable, Child: TableTLSOptions, Doc: "TLS settings of the proxy."},
	{Name: "http_options", Form: FormTable, Child: TableHTTPOptions, Doc: "HTTP settings of the proxy."},
	{Name: "proxy_proto_options", Form: FormTable, Child: TableProxyProtoOptions, Doc: "Settings of the PROXY protocol."},
}

var concurrencyKeys = [...]Key{
	{Name: "type", Form: FormString, Enum: "connections requests", Refused: true, Default: "connections", Doc: "What is counted."},
	{Name: "hard_limit", Form: FormInt, Span: "0", Doc: "The load at which a machine gets no more."},
	{Name: "soft_limit", Form: FormInt, Span: "0", Default: "20", Doc: "The load above which other machines are preferred."},
}

var tlsOptionsKeys = [...]Key{
	{Name: "alpn", Form: FormStrings, Doc: "The protocols offered."},
	{Name: "versions", Form: FormStrings, Enum: "TLSv1.2 TLSv1.3", Doc: "The versions of TLS accepted."},
	{Name: "default_self_signed", Form: FormBool, Doc: "Serves a self-signed certificate to clients that name no host."},
}

var httpOptionsKeys = [...]Key{
	{Name: "compress", Form: FormBool, Doc: "Compresses responses."},
	{Name: "response", Form: FormTable, Child: TableHTTPResponse, Doc: "Changes to responses."},
	{Name: "h2_backend", Form: FormBool, Doc: "Speaks HTTP/2 without TLS to the app."},
	{Name: "idle_timeout", Form: FormUint32, Unit: UnitSecond, Default: "60", Doc: "Seconds without data after which a connection is closed."},
	{Name: "headers_read_timeout", Form: FormUint32, Unit: UnitSecond, Doc: "Seconds a client may take to send its headers."},
	{Name: "replay_cache", Form: FormTables, Child: TableReplayCache, Doc: "Rules that remember where requests were replayed to."},
}

var httpResponseKeys = [...]Key{
	{Name: "headers", Form: FormAnyTable, Doc: "Response headers: a string or list sets one, false removes it."},
	{Name: "pristine", Form: FormBool, Doc: "Leaves out the headers that Fly adds."},
}

var replayCacheKeys = [...]Key{
	{Name: "path_prefix", Form: FormString, Doc: "The paths the rule is for."},
	{Name: "ttl_seconds", Form: FormInt, Span: "10", Doc: "How long it is remembered, at least 10 seconds."},
	{Name: "type", Form: FormString, Enum: "cookie header", Doc: "What the rule is keyed on."},
	{Name: "name", Form: FormString, Doc: "The name of the cookie or header."},
	{Name: "allow_bypass", Form: FormBool, Doc: "Lets requests ask for another machine."},
}

var proxyProtoKeys = [...]Key{
	{Name: "version", Form: FormString, Enum: "v1 v2", Default: "v1", Doc: "The version of the PROXY protocol."},
}

var httpServiceCheckKeys = [...]Key{
	{Name: "interval", Form: FormDuration, Unit: UnitNanosecond, Doc: "The time between two checks, 1 to 60 seconds."},
	{Name: "timeout", Form: FormDuration, Unit: UnitNanosecond, Doc: "How long an answer may take, 1 to 60 seconds."},
	{Name: "grace_period", Form: FormDuration, Unit: UnitNanosecond, Doc: "The time after a start in which failures do not count, at most 60 seconds."},
	{Name: "method", Form: FormString, Enum: httpMethods, Refused: true, Default: "GET", Doc: "The request's method."},
	{Name: "path", Form: FormString, Default: "/", Doc: "The request's path."},
	{Name: "protocol", Form: FormString, Enum: schemes, Default: "http", Doc: "How the app's port is spoken to."},
	{Name: "tls_skip_verify", Form: FormBool, Doc: "Accepts any certificate."},
	{Name: "tls_server_name", Form: FormString, Doc: "The host name asked for with TLS."},
	{Name: "headers", Form: FormStringMap, Doc: "Request headers."},
	{Name: "processes", Form: FormAny, Dead: "a service's checks run in the service's groups"},
	{Name: "restart_limit", Form: FormAny, Dead: "checks no longer restart machines"},
}

var tcpCheckKeys = [...]Key{
	{Name: "interval", Form: FormDuration, Unit: UnitMillisecond, Doc: "The time between two checks, 1 to 60 seconds."},
	{Name: "timeout", Form: FormDuration, Unit: UnitMillisecond, Doc: "How long an answer may take, 1 to 60 seconds."},
	{Name: "grace_period", Form: FormDuration, Unit: UnitMillisecond, Doc: "The time after a start in which failures do not count, at most 60 seconds."},
	{Name: "restart_limit", Form: FormAny, Dead: "checks no longer restart machines"},
}

var httpCheckKeys = [...]Key{
	{Name: "interval", Form: FormDuration, Unit: UnitMillisecond, Doc: "The time between two checks, 1 to 60 seconds."},
	{Name: "timeout", Form: FormDuration, Unit: UnitMillisecond, Doc: "How long an answer may take, 1 to 60 seconds."},
	{Name: "grace_period", Form: FormDuration, Unit: UnitMillisecond, Doc: "The time after a start in which failures do not count, at most 60 seconds."},
	{Name: "method", Form: FormString, Enum: httpMethods, Refused: true, Default: "GET", Doc: "The request's method."},
	{Name: "path", Form: FormString, Default: "/", Doc: "The request's path."},
	{Name: "protocol", Form: FormString, Enum: schemes, Default: "http", Doc: "How the app's port is spoken to."},
	{Name: "tls_skip_verify", Form: FormBool, Doc: "Accepts any certificate."},
	{Name: "tls_server_name", Form: FormString, Doc: "The host name asked for with TLS."},
	{Name: "headers", Form: FormHeaders, Doc: "Request headers."},
	{Name: "restart_limit", Form: FormAny, Dead: "checks no longer restart machines"},
}

var checkKeys = [...]Key{
	{Name: "name", Form: FormAny, Doc: "The name of the check, in a [[checks]] list."},
	{Name: "port", Form: FormInt, Span: ports, Default: "internal_port of http_service", Doc: "The port to check."},
	{Name: "type", Form: FormString, Enum: "http tcp", Checked: true, Doc: "The kind of check."},
	{Name: "interval", Form: FormDuration, Unit: UnitMillisecond, Doc: "The time between two checks, at least 2 seconds."},
	{Name: "timeout", Form: FormDuration, Unit: UnitMillisecond, Doc: "How long an answer may take, at most 60 seconds."},
	{Name: "grace_period", Form: FormDuration, Unit: UnitMillisecond, Doc: "The time after a start in which failures do not count."},
	{Name: "method", Form: FormString, Enum: httpMethods, Refused: true, Default: "GET", Doc: "The request's method."},
	{Name: "path", Form: FormString, Default: "/", Doc: "The request's path."},
	{Name: "protocol", Form: FormString, Enum: schemes, Default: "http", Doc: "How the port is spoken to."},
	{Name: "tls_skip_verify", Form: FormBool, Doc: "Accepts any certificate."},
	{Name: "tls_server_name", Form: FormString, Doc: "The host name asked for with TLS."},
	{Name: "headers", Form: FormHeaders, Doc: "Request headers."},
	{Name: "processes", Form: FormStrings, Default: "the default group", Doc: "The process groups that are checked."},
	{Name: "restart_limit", Form: FormAny, Dead: "checks no longer restart machines"},
}

var machineCheckKeys = [...]Key{
	{Name: "command", Form: FormStrings, Doc: "The command, as a list of words."},
	{Name: "image", Form: FormString, Default: "the app's image", Doc: "The image to run it in."},
	{Name: "entrypoint", Form: FormStrings, Doc: "Replaces the image's ENTRYPOINT."},
	{Name: "kill_signal", Form: FormString, Enum: signals, Doc: "The signal that stops it."},
	{Name: "kill_timeout", Form: FormDuration, Unit: UnitNanosecond, Doc: "How long it may take to stop."},
}

var fileKeys = [...]Key{
	{Name: "guest_path", Form: FormString, Doc: "The absolute path in the machine."},
	{Name: "local_path", Form: FormString, Doc: "The file to copy, relative to the directory flyctl runs in."},
	{Name: "secret_name", Form: FormString, Doc: "The secret that holds the content, base64-encoded."},
	{Name: "raw_value", Form: FormString, Doc: "The content; flyctl encodes it itself."},
	{Name: "processes", Form: FormStrings, Default: "the default group", Doc: "The process groups that get the file."},
}

var staticKeys = [...]Key{
	{Name: "guest_path", Form: FormString, Doc: "The directory in the image; a relative one is uploaded to a bucket."},
	{Name: "url_prefix", Form: FormString, Doc: "The paths it is served under."},
	{Name: "tigris_bucket", Form: FormString, Doc: "The bucket the files are served from."},
	{Name: "index_document", Form: FormString, Doc: "The file that is served for a directory."},
}

var metricsKeys = [...]Key{
	{Name: "port", Form: FormInt, Span: ports, Doc: "The port that serves the metrics."},
	{Name: "path", Form: FormString, Doc: "The path that serves the metrics."},
	{Name: "https", Form: FormBool, Doc: "Uses TLS to collect them."},
	{Name: "processes", Form: FormStrings, Default: "the default group", Doc: "The process groups that have the metrics."},
}

var restartKeys = [...]Key{
	{Name: "policy", Form: FormString, Enum: "always never on-failure", Checked: true, Default: "on-failure", Doc: "When the machine starts again."},
	{Name: "retries", Form: FormInt, Span: "0", Doc: "How often on-failure tries."},
	{Name: "processes", Form: FormStrings, Default: "the default group", Doc: "The process groups it is for."},
}
