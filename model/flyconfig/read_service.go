package flyconfig

import "github.com/flylint/flylint/model/source"

func readHTTPService(s scope) *Service {
	return &Service{
		Section:            s.Section,
		HTTP:               true,
		InternalPort:       s.int("internal_port"),
		ForceHTTPS:         s.bool("force_https"),
		AutoStop:           s.autoStop("auto_stop_machines"),
		AutoStart:          s.bool("auto_start_machines"),
		MinMachinesRunning: s.int("min_machines_running"),
		Concurrency:        readConcurrency(s),
		TLSOptions:         readTLSOptions(s.table("tls_options")),
		HTTPOptions:        readHTTPOptions(s.table("http_options")),
		HTTPChecks:         each(s.tables("checks"), readHTTPCheck),
		MachineChecks:      each(s.tables("machine_checks"), readMachineCheck),
		Processes:          s.strings("processes"),
	}
}

func readService(s scope) *Service {
	return &Service{
		Section:            s.Section,
		Protocol:           s.text("protocol"),
		InternalPort:       s.int("internal_port"),
		AutoStop:           s.autoStop("auto_stop_machines"),
		AutoStart:          s.bool("auto_start_machines"),
		MinMachinesRunning: s.int("min_machines_running"),
		Concurrency:        readConcurrency(s),
		Ports:              each(s.tables("ports"), readPort),
		TCPChecks:          each(s.tables("tcp_checks"), readTCPCheck),
		HTTPChecks:         each(s.tables("http_checks"), readHTTPCheck),
		MachineChecks:      each(s.tables("machine_checks"), readMachineCheck),
		Processes:          s.strings("processes"),
	}
}

// readConcurrency reads the table, or the old form "soft,hard", which counts
// requests.
func readConcurrency(service scope) Concurrency {
	s := service.table("concurrency")
	c := Concurrency{Section: s.Section, Type: s.text("type"), HardLimit: s.int("hard_limit"), SoftLimit: s.int("soft_limit")}
	e, k, cast := service.find("concurrency")
	if e == nil || k.Form != FormConcurrency || !cast || !isLimits(e) {
		return c
	}
	soft, hard, _ := limitsOf(e.Value)
	c.Legacy = service.whole("concurrency", e)
	c.Type = sameAs(c.Legacy, c.Type.Path, "requests")
	c.SoftLimit = sameAs(c.Legacy, c.SoftLimit.Path, soft)
	c.HardLimit = sameAs(c.Legacy, c.HardLimit.Path, hard)
	return c
}

// sameAs is a value written where another one is.
func sameAs[T any](at source.Value[string], path string, v T) source.Value[T] {
	return source.Value[T]{V: v, Set: true, Range: at.Range, Key: at.Key, Path: path}
}

func readPort(s scope) *Port {
	return &Port{
		Section:           s.Section,
		Port:              s.int("port"),
		StartPort:         s.int("start_port"),
		EndPort:           s.int("end_port"),
		Handlers:          s.strings("handlers"),
		ForceHTTPS:        s.bool("force_https"),
		TLSOptions:        readTLSOptions(s.table("tls_options")),
		HTTPOptions:       readHTTPOptions(s.table("http_options")),
		ProxyProtoVersion: s.table("proxy_proto_options").text("version"),
	}
}

func readTLSOptions(s scope) TLSOptions {
	return TLSOptions{
		Section: s.Section,
		ALPN:    s.strings("alpn"), Versions: s.strings("versions"),
		DefaultSelfSigned: s.bool("default_self_signed"),
	}
}

func readHTTPOptions(s scope) HTTPOptions {
	o := HTTPOptions{
		Section:            s.Section,
		Compress:           s.bool("compress"),
		H2Backend:          s.bool("h2_backend"),
		IdleTimeout:        s.int("idle_timeout"),
		HeadersReadTimeout: s.int("headers_read_timeout"),
	}
	response := s.table("response")
	o.Pristine = response.bool("pristine")
	response.free("headers")
	for _, rule := range s.tables("replay_cache") {
		o.ReplayCache = append(o.ReplayCache, ReplayRule{
			Section:    rule.Section,
			PathPrefix: rule.text("path_prefix"), Type: rule.text("type"), Name: rule.text("name"),
			TTLSeconds:  rule.int("ttl_seconds"),
			AllowBypass: rule.bool("allow_bypass"),
		})
	}
	return o
}

func readTCPCheck(s scope) *Check {
	return &Check{
		Section:  s.Section,
		Interval: s.duration("interval"), Timeout: s.duration("timeout"), GracePeriod: s.duration("grace_period"),
		kind: "tcp",
	}
}

func readHTTPCheck(s scope) *Check {
	c := readTCPCheck(s)
	c.kind = "http"
	c.Method, c.Path, c.Protocol = s.text("method"), s.text("path"), s.text("protocol")
	c.TLSSkipVerify, c.TLSServerName = s.bool("tls_skip_verify"), s.text("tls_server_name")
	_, c.Headers = s.pairs("headers")
	return c
}

func readNamedCheck(s namedScope) *Check {
	c := readHTTPCheck(s.scope)
	c.kind, c.Name = "", s.name
	c.Type, c.Port = s.text("type"), s.int("port")
	c.Processes = s.strings("processes")
	return c
}

func readMachineCheck(s scope) *MachineCheck {
	return &MachineCheck{
		Section: s.Section,
		Command: s.strings("command"), Entrypoint: s.strings("entrypoint"),
		Image: s.text("image"), KillSignal: s.text("kill_signal"),
		KillTimeout: s.duration("kill_timeout"),
	}
}
