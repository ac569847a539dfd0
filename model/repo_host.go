package model

import (
	"net/netip"
	"strconv"
	"strings"

	"github.com/flylint/flylint/model/exconfig"
	"github.com/flylint/flylint/parsers"
)

// RepoHost is one server a repository may connect to.
type RepoHost struct {
	parsers.Range        // the text that holds the name: an option, a URL, the value of a variable
	Name          string // in lower case, without brackets
	Port          int    // 0 when it is not stated: 5432
	InURL         bool
	Bracketed     bool           // an address written in brackets, which only URLs take
	When          exconfig.Guard // empty: no other server is possible
	Variable      string         // the environment variable it comes through; "" for configuration
}

// Hosts lists the servers the repository may connect to, as far as the files
// name them, or the settings do for a URL that is secret. all tells that there
// are no others: no secret decides.
func (r *Repo) Hosts() (hosts []RepoHost, all bool) {
	all = !r.Unread
	url := r.Option("url")
	if url == nil {
		url = &exconfig.Value{Kind: exconfig.Missing}
	}
	url.Leaves(func(when exconfig.Guard, v *exconfig.Value) {
		switch {
		case v.Kind == exconfig.String && v.Text != "":
			h := hostOfURL(v.Text)
			h.Range, h.When, h.Variable = v.Range, when, variableOf(v)
			hosts = append(hosts, h)
		case v.Kind == exconfig.Missing || v.Kind == exconfig.String || v.IsNil():
			more, known := r.hostnames(when)
			hosts, all = append(hosts, more...), all && known
		case v.Kind == exconfig.Raise:
		case r.server != "" && len(v.Vars()) > 0:
			h := RepoHost{Range: v.Range, When: when, InURL: true, Variable: v.Vars()[0]}
			h.setName(r.server)
			hosts = append(hosts, h)
		default:
			all = false
		}
	})
	return hosts, all
}

// HostInMessage is a host of Fly's private network that the message for a
// missing URL gives as the example to follow, and where the URL is read.
func (r *Repo) HostInMessage() (at parsers.Range, name string, ok bool) {
	for _, read := range r.urlReads() {
		for _, word := range strings.FieldsFunc(read.Message, func(c rune) bool { return strings.ContainsRune(" \n\t\"'`@/:,;()", c) }) {
			if word = strings.TrimSuffix(word, "."); OnFlyNetwork(strings.ToLower(word)) && strings.Count(word, ".") > 0 {
				return read.Range, strings.ToLower(word), true
			}
		}
	}
	return parsers.Range{}, "", false
}

// ServerPair is the option that says which server to connect to, name and
// value, where another option may be written behind it. It is invalid when the
// configuration writes none.
func (r *Repo) ServerPair() parsers.Range {
	for _, e := range r.config.EntriesOf(r.Options) {
		if (e.Name == "url" || e.Name == "hostname") && e.Key.IsValid() && e.Expr.IsValid() {
			return parsers.Range{From: e.Key.From, To: e.Expr.To}
		}
	}
	return parsers.Range{}
}

// hostnames lists what the hostname: option may be.
func (r *Repo) hostnames(when exconfig.Guard) (hosts []RepoHost, all bool) {
	all = true
	port := 0
	if n, ok := r.Option("port").Int(); ok {
		port = int(n)
	}
	r.Option("hostname").Leaves(func(guard exconfig.Guard, v *exconfig.Value) {
		switch v.Kind {
		case exconfig.String:
			h := RepoHost{Range: v.Range, Port: port, Variable: variableOf(v), When: append(when[:len(when):len(when)], guard...)}
			h.setName(v.Text)
			hosts = append(hosts, h)
		case exconfig.Missing, exconfig.Atom, exconfig.Raise:
		default:
			all = false
		}
	})
	return hosts, all
}

// variableOf is the environment variable a text was read from; "" for one that
// stands in the configuration, a default included.
func variableOf(v *exconfig.Value) string {
	for _, read := range v.Reads {
		if !read.Contains(v.From) && (read.Default == nil || read.Default.Range != v.Range) {
			return read.Name
		}
	}
	return ""
}

func (h *RepoHost) setName(name string) {
	inner, opened := strings.CutPrefix(name, "[")
	inner, closed := strings.CutSuffix(inner, "]")
	h.Bracketed = opened && closed
	if h.Bracketed {
		name = inner
	}
	h.Name = strings.ToLower(strings.TrimSuffix(name, "."))
}

// hostOfURL reads a URL as Elixir's URI does, which minds no odd characters in
// a password.
func hostOfURL(url string) RepoHost {
	h := RepoHost{InURL: true}
	_, rest, found := strings.Cut(url, "://")
	if !found {
		return h
	}
	if end := strings.IndexAny(rest, "/?#"); end >= 0 {
		rest = rest[:end]
	}
	rest = rest[strings.LastIndexByte(rest, '@')+1:]
	name, port := rest, ""
	if colon := strings.LastIndexByte(rest, ':'); colon > strings.LastIndexByte(rest, ']') {
		name, port = rest[:colon], rest[colon+1:]
	}
	h.setName(name)
	h.Port, _ = strconv.Atoi(port) // 0 for none
	return h
}

// OnFly reports whether the server is reached over Fly's private network, whose
// names have IPv6 addresses only.
func (h RepoHost) OnFly() bool { return OnFlyNetwork(h.Name) }

// Pooled reports whether the server is the pooler of Fly's Managed Postgres.
func (h RepoHost) Pooled() bool {
	return strings.HasPrefix(h.Name, "pgbouncer.") && strings.HasSuffix(h.Name, ".flympg.net")
}

// Direct reports whether the server is Managed Postgres without its pooler.
func (h RepoHost) Direct() bool {
	return strings.HasPrefix(h.Name, "direct.") && strings.HasSuffix(h.Name, ".flympg.net")
}

// local reports whether the server is the machine itself, or a container that
// Docker Compose starts beside it: on Fly neither is a database.
func (h RepoHost) local() bool {
	if a, err := netip.ParseAddr(h.Name); err == nil {
		return a.IsLoopback()
	}
	return !strings.Contains(h.Name, ".")
}

// IPv6Literal reports whether the server is named by an IPv6 address.
func (h RepoHost) IPv6Literal() bool { return isIPv6(h.Name) }

func isIPv6(name string) bool {
	a, err := netip.ParseAddr(name)
	return err == nil && a.Is6() && !a.Is4In6()
}

// OnFlyNetwork reports whether a host name or address belongs to Fly's private
// network: *.internal, *.flycast, Managed Postgres, or an address of 6PN
// (fly.io/docs/networking/private-networking).
func OnFlyNetwork(host string) bool {
	switch {
	case strings.HasSuffix(host, ".flycast"), strings.HasSuffix(host, ".flympg.net"):
		return true
	case strings.HasSuffix(host, ".internal"):
		return !isForeignInternal(host)
	}
	return Is6PN(host)
}

// isForeignInternal recognises names under .internal that other platforms give.
func isForeignInternal(host string) bool {
	for _, suffix := range []string{"docker.internal", "containers.internal", "compute.internal", "ec2.internal", "c.internal"} {
		if host == suffix || strings.HasSuffix(host, "."+suffix) {
			return true
		}
	}
	return host == "metadata.google.internal" || strings.HasSuffix(host, ".railway.internal")
}
