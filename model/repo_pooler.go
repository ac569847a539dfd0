package model

import (
	"strconv"
	"strings"

	"github.com/flylint/flylint/model/exconfig"
	"github.com/flylint/flylint/model/project"
	"github.com/flylint/flylint/parsers"
)

// PoolerSignKind says what hints at a pooler.
type PoolerSignKind uint8

// The signs that a repository connects through a pooler. Whether that pooler
// works by transaction is in no file, but all of them are advised for one that
// does (fly.io/docs/mpg/guides-examples/phoenix-guide).
const (
	PoolerHost    PoolerSignKind = iota // its host is pgbouncer.<cluster>.flympg.net
	PoolerMention                       // the message for its missing URL names such a host
	PoolerPort                          // port 6432 or 6543
	PoolerPrepare                       // prepare: :unnamed
	PoolerDirect                        // a direct URL exists beside its own
	PoolerSibling                       // another repository on the same server has prepare: :unnamed
	PoolerStated                        // the settings state it, and its mode
)

// PoolerSign is one hint.
type PoolerSign struct {
	parsers.Range // invalid for the name of a secret, and for what is stated
	Kind          PoolerSignKind
	Text          string // what it is, for people: port 6432
}

// PoolerSigns lists what hints that the repository connects through a pooler
// that works by transaction, or by statement; none when it surely connects
// directly, or when the settings state that there is none like that.
func (d *Deployment) PoolerSigns(r *Repo) []PoolerSign {
	if r == nil || r.Adapter.Set && r.Adapter.V != project.AdapterPostgres || r.connectsDirectly() {
		return nil
	}
	mode := d.Facts.Pooler
	if mode != "" && !mode.passesTransactions() {
		return nil
	}
	signs := r.ownSigns()
	if mode != "" {
		stated := PoolerSign{Kind: PoolerStated, Text: "the settings say pooler = \"" + string(mode) + "\""}
		signs = append([]PoolerSign{stated}, signs...)
	}
	if s, ok := d.directURL(r); ok {
		signs = append(signs, s)
	}
	for _, sibling := range d.Repos() {
		if v := sibling.Option("prepare"); sibling != r && v.IsAtom("unnamed") && sibling.sameServer(r) {
			signs = append(signs, PoolerSign{v.Range, PoolerSibling, "prepare: :unnamed of " + sibling.Module.Name})
		}
	}
	return signs
}

// ownSigns lists what the repository's own options tell.
func (r *Repo) ownSigns() []PoolerSign {
	var signs []PoolerSign
	hosts, _ := r.Hosts()
	for _, h := range hosts {
		switch {
		case h.Pooled():
			signs = append(signs, PoolerSign{h.Range, PoolerHost, h.Name})
		case h.local() && len(h.When) > 0: // what development falls back to
		case h.Port == 6432 || h.Port == 6543:
			signs = append(signs, PoolerSign{h.Range, PoolerPort, "port " + strconv.Itoa(h.Port)})
		}
	}
	for _, read := range r.urlReads() {
		if strings.Contains(read.Message, "pgbouncer.") && strings.Contains(read.Message, ".flympg.net") {
			signs = append(signs, PoolerSign{read.Range, PoolerMention, "pgbouncer.….flympg.net in the message for a missing " + read.Name})
		}
	}
	if v := r.Option("prepare"); v.IsAtom("unnamed") {
		signs = append(signs, PoolerSign{v.Range, PoolerPrepare, "prepare: :unnamed"})
	}
	return signs
}

// connectsDirectly reports whether the repository surely goes past a pooler: to
// a host that says so, or by a variable that does.
func (r *Repo) connectsDirectly() bool {
	hosts, all := r.Hosts()
	direct := all && len(hosts) > 0
	for _, h := range hosts {
		direct = direct && h.Direct()
	}
	reads := r.urlReads()
	for _, read := range reads {
		direct = direct || saysDirect(read.Name)
	}
	return direct
}

// urlReads lists the reads of the environment that make the repository's URL.
func (r *Repo) urlReads() []*exconfig.Read { return readsOf(r.Option("url")) }

// readsOf lists the reads a value depends on in any of its alternatives.
func readsOf(v *exconfig.Value) []*exconfig.Read {
	var reads []*exconfig.Read
	seen := map[*exconfig.Read]bool{}
	add := func(list []*exconfig.Read) {
		for _, read := range list {
			if !seen[read] {
				seen[read] = true
				reads = append(reads, read)
			}
		}
	}
	if v != nil {
		add(v.Reads)
	}
	v.Leaves(func(_ exconfig.Guard, leaf *exconfig.Value) { add(leaf.Reads) })
	return reads
}

// URLVariable is the environment variable that holds the repository's URL, the
// first of several; "" when none does.
func (r *Repo) URLVariable() string {
	if reads := r.urlReads(); len(reads) > 0 {
		return reads[0].Name
	}
	return ""
}

// directURL finds a variable that by its name holds a direct URL, beside the
// one the repository uses: that is pooled, then.
func (d *Deployment) directURL(r *Repo) (PoolerSign, bool) {
	if r.URLVariable() == "" {
		return PoolerSign{}, false
	}
	v, known := d.memo.direct[r.config]
	if !known {
		v = d.directVariable(r.config)
		if d.memo.direct == nil {
			d.memo.direct = map[*exconfig.Config]directVariable{}
		}
		d.memo.direct[r.config] = v
	}
	return PoolerSign{v.at, PoolerDirect, v.name + " beside " + r.URLVariable()}, v.name != ""
}

// directVariable is a variable that by its name holds a direct URL.
type directVariable struct {
	name string // "" for none
	at   parsers.Range
}

func (d *Deployment) directVariable(c *exconfig.Config) directVariable {
	for _, read := range c.Reads {
		if saysDirect(read.Name) {
			return directVariable{read.Name, read.Range}
		}
	}
	for b := range d.Env(d.Fly.DefaultGroup()).All() {
		if saysDirect(b.Name) {
			return directVariable{b.Name, b.Key}
		}
	}
	return directVariable{}
}

// saysDirect recognises names such as DIRECT_DATABASE_URL and
// DATABASE_URL_UNPOOLED.
func saysDirect(name string) bool {
	name = strings.ToUpper(name)
	if !strings.Contains(name, "DIRECT") && !strings.Contains(name, "UNPOOLED") { // most
		return false
	}
	url, direct := false, false
	for word := range strings.SplitSeq(name, "_") {
		url = url || word == "URL" || word == "DATABASE" || word == "DB"
		direct = direct || word == "DIRECT" || word == "UNPOOLED"
	}
	return url && direct
}

// sameServer reports whether two repositories connect to the same server, as
// far as the files tell: by the same variable, or to the same host.
func (r *Repo) sameServer(other *Repo) bool {
	if v := r.URLVariable(); v != "" {
		return v == other.URLVariable()
	}
	mine, all := r.Hosts()
	theirs, both := other.Hosts()
	return all && both && len(mine) == 1 && len(theirs) == 1 && mine[0].Name == theirs[0].Name && mine[0].Port == theirs[0].Port
}
