package flyconfig

import (
	"slices"
	"strings"

	"github.com/flylint/flylint/model/source"
	"github.com/flylint/flylint/parsers"
)

// Service is [http_service] or one of [[services]].
type Service struct {
	Section
	HTTP               bool // it is [http_service]: TCP on ports 80 and 443
	Protocol           source.Value[string]
	InternalPort       source.Value[int]
	ForceHTTPS         source.Value[bool] // http_service only; others have it in their ports
	AutoStop           source.Value[AutoStop]
	AutoStart          source.Value[bool]
	MinMachinesRunning source.Value[int]
	Concurrency        Concurrency
	Ports              []*Port // of [[services]]; see ExternalPorts
	TLSOptions         TLSOptions
	HTTPOptions        HTTPOptions
	TCPChecks          []*Check
	HTTPChecks         []*Check // http_service.checks, services.http_checks
	MachineChecks      []*MachineCheck
	Processes          Strings
}

// Concurrency is a service's load limits.
type Concurrency struct {
	Section
	Type      source.Value[string]
	HardLimit source.Value[int]
	SoftLimit source.Value[int]
	Legacy    source.Value[string] // the old form "soft,hard", which also sets the three above
}

// Port is one of [[services.ports]].
type Port struct {
	Section
	Port               source.Value[int]
	StartPort, EndPort source.Value[int]
	Handlers           Strings
	ForceHTTPS         source.Value[bool]
	TLSOptions         TLSOptions
	HTTPOptions        HTTPOptions
	ProxyProtoVersion  source.Value[string]
}

// TLSOptions is tls_options.
type TLSOptions struct {
	Section
	ALPN, Versions    Strings
	DefaultSelfSigned source.Value[bool]
}

// HTTPOptions is http_options.
type HTTPOptions struct {
	Section
	Compress           source.Value[bool]
	H2Backend          source.Value[bool]
	IdleTimeout        source.Value[int] // seconds
	HeadersReadTimeout source.Value[int] // seconds
	Pristine           source.Value[bool]
	ReplayCache        []ReplayRule
}

// ReplayRule is one of http_options.replay_cache.
type ReplayRule struct {
	Section
	PathPrefix, Type, Name source.Value[string]
	TTLSeconds             source.Value[int]
	AllowBypass            source.Value[bool]
}

// Check is a health check: of a service, or one of [checks].
type Check struct {
	Section
	Name          string               // of [checks]; "" in a service
	Type          source.Value[string] // of [checks]; see Kind
	Port          source.Value[int]    // of [checks]
	Interval      source.Value[Duration]
	Timeout       source.Value[Duration]
	GracePeriod   source.Value[Duration]
	Method        source.Value[string]
	Path          source.Value[string]
	Protocol      source.Value[string]
	TLSSkipVerify source.Value[bool]
	TLSServerName source.Value[string]
	Headers       []EnvEntry
	Processes     Strings // of [checks]

	kind string
}

// Kind is http or tcp; for one of [checks] whatever its type says.
func (c *Check) Kind() string {
	if c.kind != "" {
		return c.kind
	}
	return c.Type.V
}

// MachineCheck is one of machine_checks.
type MachineCheck struct {
	Section
	Command, Entrypoint Strings
	Image, KillSignal   source.Value[string]
	KillTimeout         source.Value[Duration]
}

// PortRange is the ports of the proxy that lead to a service, both included.
type PortRange struct {
	parsers.Range // where the numbers are written; for [http_service] its header
	First, Last   int
	TLS           bool // the proxy ends TLS
	HTTP          bool // the proxy speaks HTTP
}

// ExternalPorts lists the ports of the proxy that lead to the service: 80 and
// 443 for [http_service].
func (s *Service) ExternalPorts() []PortRange {
	if s.HTTP {
		return []PortRange{{s.Range, 80, 80, false, true}, {s.Range, 443, 443, true, true}}
	}
	var ports []PortRange
	for _, p := range s.Ports {
		tls, http := Holds(p.Handlers, "tls"), Holds(p.Handlers, "http")
		if p.Port.Set {
			ports = append(ports, PortRange{p.Port.Range, p.Port.V, p.Port.V, tls, http})
		}
		if p.StartPort.Set || p.EndPort.Set {
			at := p.StartPort.Range
			if !at.IsValid() {
				at = p.EndPort.Range
			}
			ports = append(ports, PortRange{at, p.StartPort.Or(0), p.EndPort.Or(65535), tls, http})
		}
	}
	return ports
}

// Proto is the transport protocol, "" where [[services]] says none.
func (s *Service) Proto() string {
	if s.HTTP {
		return "tcp"
	}
	return s.Protocol.V
}

// ForcesHTTPS reports whether the proxy itself redirects to https whoever comes
// without.
func (s *Service) ForcesHTTPS() bool {
	if s.HTTP {
		return s.ForceHTTPS.V
	}
	plain := func(p *Port) bool {
		return !Holds(p.Handlers, "tls") && (!Holds(p.Handlers, "http") || !p.ForceHTTPS.V)
	}
	return len(s.Ports) > 0 && !slices.ContainsFunc(s.Ports, plain)
}

// AllChecks lists the TCP and HTTP checks of the service.
func (s *Service) AllChecks() []*Check {
	all := make([]*Check, 0, len(s.TCPChecks)+len(s.HTTPChecks))
	return append(append(all, s.TCPChecks...), s.HTTPChecks...)
}

// Header is the value of a request header of the check, in any case of its
// name, and whether it is sent at all.
func (c *Check) Header(name string) (source.Value[string], bool) {
	for _, h := range c.Headers {
		if strings.EqualFold(h.Name, name) {
			return h.Value, true
		}
	}
	return source.Value[string]{}, false
}
