package model

import (
	"strings"

	"github.com/flylint/flylint/model/source"
	"github.com/flylint/flylint/parsers"
)

// Cluster is what the files tell of Distributed Erlang in one process group,
// the supervision tree left aside: how nodes are called, how they connect, and
// whom DNSCluster would ask for.
type Cluster struct {
	Distribution EnvBinding // RELEASE_DISTRIBUTION: name, sname (the default) or none
	Node         EnvBinding // RELEASE_NODE
	Base         []EnvPart  // of the node's name, before the @
	Host         []EnvPart  // after it; empty when there is no @
	Cookie       EnvBinding // RELEASE_COOKIE; of the source EnvRelease: random for each build, unless CookieInMix
	CookieInMix  source.Value[string]
	Query        EnvBinding    // DNS_CLUSTER_QUERY
	IPv6         parsers.Range // where -proto_dist inet6_tcp stands; invalid when nowhere
}

// Cluster is the cluster facts of a process group.
func (d *Deployment) Cluster(group string) *Cluster {
	env := d.Env(group)
	c := &Cluster{
		Distribution: env.Lookup("RELEASE_DISTRIBUTION"),
		Node:         env.Lookup("RELEASE_NODE"),
		Cookie:       env.Lookup("RELEASE_COOKIE"),
		Query:        env.Lookup("DNS_CLUSTER_QUERY"),
	}
	c.Base, c.Host = cutParts(c.Node.Parts, "@")
	if release := d.Mix.Release(d.releaseName()); release != nil {
		c.CookieInMix = release.Cookie
	}
	c.IPv6 = d.inet6Dist(env)
	return c
}

// LongNames reports whether nodes have long names, which names with an address
// need.
func (c *Cluster) LongNames() bool { return c.Distribution.Text == "name" }

// OnPrivateIP reports whether the node's host is the machine's private address,
// under which others can reach it. The old idiom that looks the address up in
// /etc/hosts counts too.
func (c *Cluster) OnPrivateIP() bool {
	for _, p := range c.Host {
		if p.Ref == "FLY_PRIVATE_IP" || strings.Contains(p.Text, "fly-local-6pn") {
			return true
		}
	}
	return false
}

// PerDeploy is the piece of the node's name that differs from deploy to deploy,
// or from machine to machine before the @; false when there is none.
func (c *Cluster) PerDeploy() (EnvPart, bool) {
	for _, p := range c.Base {
		if changesOnDeploy(p) {
			return p, true
		}
	}
	return EnvPart{}, false
}

func changesOnDeploy(p EnvPart) bool {
	switch p.Ref {
	case "FLY_IMAGE_REF", "FLY_MACHINE_VERSION", "FLY_ALLOC_ID", "FLY_MACHINE_ID", "RELEASE_VSN", "HOSTNAME":
		return true
	}
	return p.Kind == PartOutput && (strings.Contains(p.Text, "hostname") || strings.Contains(p.Text, "date") ||
		strings.Contains(p.Text, "release.version"))
}

// RandomCookie reports whether every build of the release makes up a cookie of
// its own: then nodes of different builds cannot connect.
func (c *Cluster) RandomCookie() bool {
	return c.Cookie.Source == EnvRelease && !c.CookieInMix.Present()
}

// QueryApp is the app that the cluster query asks for: of my-app.internal or
// web.process.my-app.internal. It is empty when the query is not known or is no
// name of Fly's private network.
func (c *Cluster) QueryApp() string { return appOfQuery(c.Query.Text) }

// appOfQuery is the app in a name of Fly's private network, or "".
func appOfQuery(query string) string {
	name, found := strings.CutSuffix(strings.TrimSuffix(query, "."), ".internal")
	if !found {
		return ""
	}
	_, app := cutLast(name, ".")
	return app
}

// Reachable reports whether other machines can connect to the node by its
// name: a long name, on the private address, over IPv6.
func (c *Cluster) Reachable() bool {
	return c.LongNames() && c.OnPrivateIP() && c.IPv6.IsValid()
}

// inet6Dist finds -proto_dist inet6_tcp among the flags of the emulator: in a
// variable that erl or elixir reads, or in vm.args.
func (d *Deployment) inet6Dist(env *Env) parsers.Range {
	for _, name := range [...]string{"ERL_AFLAGS", "ERL_FLAGS", "ERL_ZFLAGS", "ELIXIR_ERL_OPTIONS"} {
		b := env.Lookup(name)
		for _, candidate := range append([]EnvBinding{b}, b.Shadows...) {
			if hasInet6Dist(candidate.Literal()) {
				return candidate.place()
			}
			if candidate.Condition == "" {
				break // what lies below is overridden for certain
			}
		}
	}
	if d.Rel != nil && d.Rel.VMArgs != nil {
		for _, arg := range d.Rel.VMArgs.Lines {
			if hasInet6Dist(arg.Flag + " " + arg.Value) {
				return arg.Range
			}
		}
	}
	return parsers.Range{}
}

func hasInet6Dist(flags string) bool {
	words := strings.Fields(flags)
	for i, w := range words {
		if w == "-proto_dist" && i+1 < len(words) && (words[i+1] == "inet6_tcp" || words[i+1] == "inet6_tls") {
			return true
		}
	}
	return false
}

// place is where a binding stands, the value or else the name.
func (b EnvBinding) place() parsers.Range {
	if b.Range.IsValid() {
		return b.Range
	}
	return b.Key
}

// cutParts cuts a value around the first sep in its known text. Without one all
// of it stands before.
func cutParts(parts []EnvPart, sep string) (before, after []EnvPart) {
	var left, right envText
	found := false
	for _, p := range parts {
		side := &left
		if found {
			side = &right
		}
		if head, tail, ok := strings.Cut(p.Text, sep); ok && !found && p.Kind == PartText {
			found = true
			left.add(EnvPart{Text: head})
			right.add(EnvPart{Text: tail})
			continue
		}
		side.add(p)
	}
	return left.parts, right.parts
}
