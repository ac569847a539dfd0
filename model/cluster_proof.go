package model

import (
	"strings"

	"github.com/flylint/flylint/model/exconfig"
	"github.com/flylint/flylint/model/project"
	"github.com/flylint/flylint/parsers"
)

// ClusterVerdict says whether the machines of a process group become one
// cluster.
type ClusterVerdict uint8

// The verdicts.
const (
	ClusterUnknown ClusterVerdict = iota // something may join them that is not understood
	ClusterProven                        // they join
	ClusterNone                          // they do not: see Gaps
)

// ClusterProof is what the files prove of the machines of a process group
// joining by Distributed Erlang: somebody must look for the others, and each
// must be reachable by its name.
// Facts: dns_cluster 0.2 (lib/dns_cluster.ex), fly.io/docs/elixir/the-basics/clustering.
type ClusterProof struct {
	Gaps   []ClusterGap // what is missing; empty when they join
	Unless string       // the environment variable that, as a secret, would close a gap; "" when none

	// Splits is the piece of the node's name, or of the cookie, that differs
	// from deploy to deploy; "" when both are stable. Machines of two deploys
	// then form two clusters while both run.
	Splits   string
	SplitsIn string // the variable: RELEASE_NODE or RELEASE_COOKIE
	SplitsAt parsers.Range

	unknown bool
}

// ClusterGap is one thing that keeps machines apart.
type ClusterGap struct {
	parsers.Range // invalid when nothing stands anywhere
	Text          string
}

// Verdict sums the proof up.
func (p *ClusterProof) Verdict() ClusterVerdict {
	switch {
	case p.unknown:
		return ClusterUnknown
	case len(p.Gaps) > 0:
		return ClusterNone
	}
	return ClusterProven
}

// ClusterProof proves what it can for a process group.
func (d *Deployment) ClusterProof(group string) *ClusterProof {
	p := &ClusterProof{}
	if d.Tree == nil {
		p.unknown = true
		return p
	}
	c := d.Cluster(group)
	p.joins(d, group)
	if !p.unknown && len(p.Gaps) == 0 {
		p.reaches(c)
	}
	p.splits(c)
	return p
}

func (p *ClusterProof) gap(at parsers.Range, text string) {
	p.Gaps = append(p.Gaps, ClusterGap{at, text})
}

// joins looks for what looks for other machines.
func (p *ClusterProof) joins(d *Deployment, group string) {
	dns := d.Tree.Child("DNSCluster")
	switch {
	case d.joinsOtherwise(group):
		p.unknown = true
	case dns != nil:
		p.query(d, dns, group)
	case !d.Tree.Complete() && (d.Lock == nil || d.Lock.Has("dns_cluster")), len(d.mentioning("DNSCluster")) > 0:
		p.unknown = true
	default:
		p.gap(parsers.Range{}, "nothing in the supervision tree looks for other machines")
	}
}

// joinsOtherwise reports whether anything but DNSCluster may join machines: any
// library made for it, or code of the project.
func (d *Deployment) joinsOtherwise(group string) bool {
	for _, c := range d.Tree.All() {
		switch {
		case c.Module == "Cluster.Supervisor":
			if !emptyTopologies(d.OptionsOf(c, group)) {
				return true
			}
		case strings.HasPrefix(c.Module, "Cluster.") || strings.HasPrefix(c.Module, "Peerage"):
			return true
		}
	}
	for _, way := range [...]string{"Node.connect", "net_kernel", "net_adm", "connect_node"} {
		if len(d.mentioning(way)) > 0 {
			return true
		}
	}
	if d.Tree.Child("Cluster.Supervisor") == nil && len(d.mentioning("Cluster.Supervisor")) > 0 {
		return !onlyNotProd(d.Tree, "Cluster.Supervisor")
	}
	return d.Lock.Has("peerage") || d.Rel != nil && d.Rel.VMArgs != nil && d.Rel.VMArgs.names()
}

// mentioning lists the files of the project's code that hold a text.
func (d *Deployment) mentioning(text string) []string {
	if d.Lib == nil {
		return nil
	}
	return d.Lib.FilesContaining(text)
}

// onlyNotProd reports whether dev or test starts the module, and prod does not.
func onlyNotProd(t *project.Tree, module string) bool {
	for _, s := range t.Starts {
		if s.Top != nil && childOf(s.Top.NotProd, module) {
			return t.Child(module) == nil
		}
	}
	return false
}

func childOf(list []*project.Child, module string) bool {
	for _, c := range list {
		if c.Module == module {
			return true
		}
	}
	return false
}

// emptyTopologies reports whether libcluster is given no topology at all in
// prod: {Cluster.Supervisor, [topologies, options]}.
func emptyTopologies(args *exconfig.Value) bool {
	elems, ok := args.List()
	if !ok || len(elems) == 0 {
		return false
	}
	topologies, ok := elems[0].List()
	return ok && len(topologies) == 0 || elems[0].IsNil()
}

// names reports whether vm.args names the node itself, in place of RELEASE_NODE.
func (v *VMArgs) names() bool {
	for _, arg := range v.Lines {
		if arg.Flag == "-name" || arg.Flag == "-sname" {
			return true
		}
	}
	return false
}

// query judges what DNSCluster asks for. Without a query it starts nothing.
func (p *ClusterProof) query(d *Deployment, child *project.Child, group string) {
	v := d.OptionsOf(child, group).Keyword("query")
	var asks []*exconfig.Value
	unset, silent := "", v == nil
	v.Leaves(func(when exconfig.Guard, leaf *exconfig.Value) {
		if leaf.IsNil() || leaf.IsAtom("ignore") || leaf.Kind == exconfig.Missing {
			silent = true
		} else {
			asks = append(asks, leaf)
		}
		if name := unsetIn(when, leaf); name != "" && unset == "" {
			unset = name
		}
	})
	switch {
	case unset != "":
		p.gap(child.Range, "DNSCluster has no query, since "+unset+" is set nowhere")
		p.Unless = unset
	case silent && len(asks) == 0 && v != nil:
		p.gap(child.Range, "DNSCluster has no query")
	case silent:
		p.unknown = true
	}
	if unset != "" {
		return
	}
	for _, query := range asks {
		p.asks(d, query)
	}
}

// unsetIn is a variable that nothing in the files sets and that a value
// depends on.
func unsetIn(when exconfig.Guard, v *exconfig.Value) string {
	if v.Kind == exconfig.Unknown {
		return v.Text
	}
	for _, c := range when {
		if c.Op == exconfig.OpSet && c.Negated {
			return c.Var
		}
	}
	return ""
}

// asks judges one name that DNSCluster asks for.
func (p *ClusterProof) asks(d *Deployment, query *exconfig.Value) {
	name, ok := query.Str()
	app := appOfQuery(name)
	switch {
	case !ok || app == "":
		p.unknown = true
	case d.Fly.App.Set && app != d.Fly.App.V:
		p.gap(query.Range, "the query asks for the app "+app)
	}
}

// reaches judges whether machines can connect to a node by its name.
func (p *ClusterProof) reaches(c *Cluster) {
	for _, b := range []EnvBinding{c.Distribution, c.Node} {
		if b.Condition != "" || b.State == exconfig.EnvUnknown {
			p.unknown = true
			return
		}
	}
	switch {
	case c.Distribution.State == exconfig.EnvSecret && c.Distribution.Source != EnvRelease:
		p.unknown = true
	case !c.LongNames():
		p.gap(c.Distribution.place(), "RELEASE_DISTRIBUTION is not name, so nodes have short names")
	}
	if !c.OnPrivateIP() {
		p.gap(c.Node.place(), "the host in RELEASE_NODE is not FLY_PRIVATE_IP")
	}
	if !c.IPv6.IsValid() {
		p.gap(parsers.Range{}, "-proto_dist inet6_tcp is missing, and Fly's private network is IPv6 only")
	}
}

// splits looks for what makes every deploy a cluster of its own. A cookie that
// nobody sets is made up with each build, too, but is so by default and may be
// a secret.
func (p *ClusterProof) splits(c *Cluster) {
	if part, ok := c.PerDeploy(); ok {
		p.Splits, p.SplitsIn, p.SplitsAt = part.Text, c.Node.Name, c.Node.place()
		return
	}
	for _, part := range c.Cookie.Parts {
		if changesOnDeploy(part) {
			p.Splits, p.SplitsIn, p.SplitsAt = part.Text, c.Cookie.Name, c.Cookie.place()
			return
		}
	}
}
