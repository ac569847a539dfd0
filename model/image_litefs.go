package model

import (
	"net"
	"path"
	"slices"
	"strconv"

	yaml "go.yaml.in/yaml/v3"

	"github.com/flylint/flylint/model/flyconfig"
	"github.com/flylint/flylint/model/source"
	"github.com/flylint/flylint/parsers"
)

// LiteFS is the part of a litefs.yml that decides what runs and who listens
// (fly.io/docs/litefs/config).
type LiteFS struct {
	File        *source.File
	FuseDir     source.Value[string] // fuse.dir: where the database appears
	DataDir     source.Value[string] // data.dir: where LiteFS keeps it, on the volume
	ProxyAddr   source.Value[string] // proxy.addr: ":8080"
	ProxyTarget source.Value[string] // proxy.target: "localhost:8081"
	LeaseType   source.Value[string] // lease.type: consul, static
	Promote     source.Value[string] // lease.promote
	Exec        []LiteFSExec
}

// LiteFSExec is one command that LiteFS runs once it is connected.
type LiteFSExec struct {
	Cmd         source.Value[string]
	IfCandidate bool // only on machines that may become primary
}

// LiteFS is the deployment's LiteFS config; nil when there is none. It is the
// file the image has at /etc/litefs.yml, else one of that name that is copied
// somewhere else, from where a RUN may take it, else the one beside the
// Dockerfile.
func (b *Basis) LiteFS() *LiteFS {
	if b.Image == nil {
		return nil
	}
	if o := b.Image.Origin("/etc/litefs.yml"); o.Kind == OriginContext {
		return readLiteFS(b.Sources.Read(o.Path))
	}
	if o := b.Image.broughtAs("litefs.yml"); o.Kind == OriginContext {
		return readLiteFS(b.Sources.Read(o.Path))
	}
	for _, name := range [...]string{"litefs.yml", "etc/litefs.yml"} {
		if f := b.Sources.Read(path.Join(b.Image.Context, name)); f != nil {
			return readLiteFS(f)
		}
	}
	return nil
}

// readLiteFS reads a litefs.yml. One that is no YAML holds nothing.
func readLiteFS(f *source.File) *LiteFS {
	if f == nil {
		return nil
	}
	l := &LiteFS{File: f}
	var doc yaml.Node
	if err := yaml.Unmarshal(f.Src, &doc); err != nil || len(doc.Content) == 0 {
		return l
	}
	root := doc.Content[0]
	l.FuseDir = l.first(root, []string{"fuse", "dir"}, []string{"mount-dir"})
	l.DataDir = l.first(root, []string{"data", "dir"}, []string{"data-dir"})
	l.ProxyAddr = l.text(root, "proxy", "addr")
	l.ProxyTarget = l.text(root, "proxy", "target")
	l.LeaseType = l.text(root, "lease", "type")
	l.Promote = l.text(root, "lease", "promote")
	_, exec := yamlGet(root, "exec")
	l.readExec(exec)
	return l
}

// readExec reads exec, which is one command or a list of {cmd: …}.
func (l *LiteFS) readExec(exec *yaml.Node) {
	switch {
	case exec == nil:
	case exec.Kind == yaml.ScalarNode:
		v := source.Value[string]{V: exec.Value, Set: true, Range: l.place(exec), Path: "exec"}
		l.Exec = append(l.Exec, LiteFSExec{Cmd: v})
	case exec.Kind == yaml.SequenceNode:
		for _, item := range exec.Content {
			_, candidate := yamlGet(item, "if-candidate")
			l.Exec = append(l.Exec, LiteFSExec{
				Cmd:         l.text(item, "cmd"),
				IfCandidate: candidate != nil && candidate.Value == "true",
			})
		}
	}
}

// first is text for the key of today or, if that is absent, of LiteFS 0.2.
func (l *LiteFS) first(n *yaml.Node, today, former []string) source.Value[string] {
	if v := l.text(n, today...); v.Present() {
		return v
	}
	return l.text(n, former...)
}

// text is the scalar below n at the end of a path of keys.
func (l *LiteFS) text(n *yaml.Node, keys ...string) source.Value[string] {
	v := source.Value[string]{}
	for _, key := range keys {
		v.Path = flyconfig.JoinPath(v.Path, key)
		var name *yaml.Node
		if name, n = yamlGet(n, key); n == nil {
			return v
		}
		v.Key = l.place(name)
	}
	if n.Kind == yaml.ScalarNode {
		v.V, v.Set, v.Range = n.Value, true, l.place(n)
	}
	return v
}

func yamlGet(n *yaml.Node, key string) (name, value *yaml.Node) {
	if n == nil || n.Kind != yaml.MappingNode {
		return nil, nil
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return n.Content[i], n.Content[i+1]
		}
	}
	return nil, nil
}

// place is where a scalar on one line stands. The library counts columns in
// code points.
func (l *LiteFS) place(n *yaml.Node) parsers.Range {
	tok := l.File.Tok
	if n.Line < 1 || n.Line > tok.LineCount() {
		return l.File.Start()
	}
	start := tok.Offset(tok.LineStart(n.Line))
	for column := 1; column < n.Column && start < len(l.File.Src); column++ {
		start++
		for start < len(l.File.Src) && l.File.Src[start]&0xc0 == 0x80 {
			start++
		}
	}
	size := len(n.Value)
	if n.Style == yaml.DoubleQuotedStyle || n.Style == yaml.SingleQuotedStyle {
		size += 2
	}
	return parsers.Range{From: tok.Pos(start), To: tok.Pos(min(start+size, len(l.File.Src)))}
}

// litefs follows litefs mount: what stands after --, else exec of its config.
func (r *runner) litefs(argv []Word, exec bool) {
	r.step(StepProgram, argv, exec)
	if i := slices.IndexFunc(argv, func(w Word) bool { return w.Text == "--" }); i >= 0 {
		r.run(argv[i+1:], false)
		return
	}
	config := r.b.LiteFS()
	if config == nil || len(config.Exec) == 0 {
		r.step(StepUnknown, argv, false)
		return
	}
	for _, e := range config.Exec {
		r.split(e.Cmd.V, e.Cmd.Range)
	}
}

// Proxy is a program that listens in the image in front of the app.
type Proxy struct {
	parsers.Range        // what shows it
	Name          string // litefs, nginx, caddy …
	Port          int    // where it listens; 0 when the files do not say
	Target        int    // the app's port behind it; 0 when the files do not say
	TargetAt      parsers.Range
}

// Proxy is the proxy in front of a process group; nil when nothing hints at
// one. A package that is installed is taken as a hint that it is used.
func (b *Basis) Proxy(group string) *Proxy {
	return b.proxies.get(b.Sources, group, func() *Proxy { return b.proxy(b.Command(group)) })
}

func (b *Basis) proxy(c *Command) *Proxy {
	if len(c.Runs("litefs")) > 0 {
		if l := b.LiteFS(); l != nil && l.ProxyAddr.Set {
			return &Proxy{l.ProxyAddr.Range, "litefs", portOf(l.ProxyAddr.V), portOf(l.ProxyTarget.V), l.ProxyTarget.Range}
		}
	}
	for _, s := range c.Steps {
		if isProxy(baseName(s.Program)) {
			return &Proxy{Range: s.Range, Name: baseName(s.Program)}
		}
	}
	if b.Image == nil || b.Image.Final == nil {
		return nil
	}
	return b.Image.proxy()
}

// proxy is a proxy that the final stage installs or copies.
func (im *Image) proxy() *Proxy {
	for _, p := range Packages(im.Final) {
		if isProxy(p.Name) {
			return &Proxy{Range: p.Range, Name: p.Name}
		}
	}
	for _, st := range stageChain(im.Final) {
		if name := path.Base(st.Base.Repository); st.Base.Stage == nil && isProxy(name) {
			return &Proxy{Range: st.Base.Range, Name: name}
		}
		for _, c := range st.Copies {
			for _, source := range c.Sources {
				if name := path.Base(source.Path.Text); c.From != nil && isProxy(name) {
					return &Proxy{Range: c.Range, Name: name}
				}
			}
		}
	}
	return nil
}

func isProxy(program string) bool {
	switch program {
	case "nginx", "nginx-light", "nginx-full", "caddy", "haproxy", "traefik", "envoy", "varnish", "varnishd",
		"thruster", "apache2", "httpd", "squid", "hitch", "stunnel", "stunnel4", "cloudflared", "oauth2-proxy":
		return true
	}
	return false
}

// portOf is the port of host:port or :port; 0 when there is none.
func portOf(address string) int {
	_, port, err := net.SplitHostPort(address)
	if err != nil {
		port = address
	}
	n, err := strconv.Atoi(port)
	if err != nil {
		return 0
	}
	return n
}
