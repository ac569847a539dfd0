package dockerfile

import (
	"strconv"
	"strings"
)

// splitReference splits an image's name, such as
// registry:5000/acme/base:1.2@sha256:…, into its parts. Nothing is added: there
// is no docker.io/library and no :latest unless it is written.
func splitReference(name string) (repository, tag, digest string) {
	repository, digest, _ = strings.Cut(name, "@")
	// A colon before the last slash is a registry's port.
	slash := strings.LastIndexByte(repository, '/') + 1
	if i := strings.IndexByte(repository[slash:], ':'); i >= 0 {
		tag = repository[slash+i+1:]
		repository = repository[:slash+i]
	}
	return repository, tag, digest
}

// expose records the ports of an EXPOSE. A variable may hold several.
func (r *resolver) expose(in *Instruction) {
	for _, w := range in.Args {
		value := r.expand(w, r.scope)
		if !value.Known() {
			r.stage.Expose = append(r.stage.Expose, &Port{Word: *w, Value: value, Instruction: in})
			continue
		}
		for _, one := range strings.Fields(value.Text) {
			p := &Port{Word: *w, Value: value, Instruction: in}
			if !p.read(one) {
				r.fail(w.Range, "invalid containerPort: "+one, "Write a port from 1 to 65535, or a range such as 8000-8010, with /tcp or /udp if need be.")
				continue
			}
			r.stage.Expose = append(r.stage.Expose, p)
		}
	}
}

// read reads [[ip:]public:]first[-last][/protocol].
func (p *Port) read(s string) bool {
	s, p.Protocol, _ = strings.Cut(s, "/")
	p.Protocol = strings.ToLower(p.Protocol)
	switch p.Protocol {
	case "":
		p.Protocol = "tcp"
	case "tcp", "udp", "sctp":
	default:
		return false
	}
	s = s[strings.LastIndexByte(s, ':')+1:]
	first, last, isRange := strings.Cut(s, "-")
	if !isRange {
		last = first
	}
	var ok1, ok2 bool
	p.First, ok1 = portNumber(first)
	p.Last, ok2 = portNumber(last)
	return ok1 && ok2 && p.First <= p.Last
}

func portNumber(s string) (int, bool) {
	n, err := strconv.ParseUint(s, 10, 16)
	return int(n), err == nil
}
