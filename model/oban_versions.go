package model

import (
	"strings"

	"github.com/flylint/flylint/model/project"
)

// The modules of Oban by version, read from the source at every tag from
// v2.0.0 on.
const (
	ObanTableSource  = "https://github.com/oban-bg/oban at the tags v2.0.0 to v2.23.1"
	ObanTableVersion = project.Version("2.23.1") // the newest version the table knows
)

// obanUnreleased stands for the version after the newest tag, whatever its
// number will be: the development head has modules that no tag has.
const obanUnreleased = project.Version("2.23.2-0")

// ObanRole is what a module does for Oban. Its values are the options that
// name such modules.
type ObanRole string

// The options of Oban that name modules.
const (
	ObanNotifier ObanRole = "notifier"
	ObanPeer     ObanRole = "peer"
	ObanEngine   ObanRole = "engine"
	ObanPlugin   ObanRole = "plugins"
)

// The modules that rules speak of.
const (
	ObanNotifierPostgres = "Oban.Notifiers.Postgres"
	ObanNotifierPG       = "Oban.Notifiers.PG"
	ObanPeerDatabase     = "Oban.Peers.Database"
	ObanPeerPostgres     = "Oban.Peers.Postgres"
	ObanPeerGlobal       = "Oban.Peers.Global"
	ObanPeerIsolated     = "Oban.Peers.Isolated"
	ObanEngineBasic      = "Oban.Engines.Basic"
	ObanEngineLite       = "Oban.Engines.Lite"
	ObanEngineDolphin    = "Oban.Engines.Dolphin"
	ObanCron             = "Oban.Plugins.Cron"
	ObanStager           = "Oban.Plugins.Stager"
	ObanRepeater         = "Oban.Plugins.Repeater"
)

// ObanModuleSpan is the versions of Oban that take a module in one role.
type ObanModuleSpan struct {
	Module string
	Role   ObanRole
	First  project.Version // the first version that has the module
	Ended  project.Version // the first that does not take it any more; "" while it lasts
	Taken  project.Version // from here on the name is taken although the module is gone, up to Ended; "" else
}

// obanModules is the table. Names that outlive their module: the old notifier
// is dropped in favour of the default from 2.11 on, the old engine from 2.13
// on, Peers.Postgres stands for Database from 2.19 on, and a Stager among the
// plugins is taken out through 2.19.
var obanModules = []ObanModuleSpan{
	{ObanNotifierPostgres, ObanNotifier, "2.11.0", "", ""},
	{ObanNotifierPG, ObanNotifier, "2.11.0", "", ""},
	{"Oban.Notifiers.Isolated", ObanNotifier, "2.17.0", "", ""},
	{"Oban.PostgresNotifier", ObanNotifier, "2.7.0", "", "2.11.0"},

	{ObanPeerPostgres, ObanPeer, "2.12.0", "", "2.19.0"},
	{ObanPeerDatabase, ObanPeer, "2.19.0", "", ""},
	{ObanPeerGlobal, ObanPeer, "2.12.0", "", ""},
	{ObanPeerIsolated, ObanPeer, "2.14.0", "", ""},
	{"Oban.Peers.Disabled", ObanPeer, "2.14.0", "2.17.5", ""},
	{"Oban.Peer", ObanPeer, "2.11.3", "2.12.0", ""},

	{ObanEngineBasic, ObanEngine, "2.13.0", "", ""},
	{"Oban.Engines.Inline", ObanEngine, "2.13.0", "", ""},
	{ObanEngineLite, ObanEngine, "2.14.0", "", ""},
	{ObanEngineDolphin, ObanEngine, "2.19.0", "", ""},
	{"Oban.Queue.BasicEngine", ObanEngine, "2.6.0", "", "2.13.0"},
	{"Oban.Queue.InlineEngine", ObanEngine, "2.12.0", "2.13.0", ""},

	{"Oban.Plugins.Pruner", ObanPlugin, "2.0.0", "", ""},
	{ObanCron, ObanPlugin, "2.4.0", "", ""},
	{ObanStager, ObanPlugin, "2.4.0", "2.20.0", "2.14.0"},
	{ObanRepeater, ObanPlugin, "2.5.0", "", ""},
	{"Oban.Plugins.Gossip", ObanPlugin, "2.6.0", "", ""},
	{"Oban.Plugins.Lifeline", ObanPlugin, "2.11.0", "", ""},
	{"Oban.Plugins.Reindexer", ObanPlugin, "2.11.0", "", ""},
	{"Oban.Pruner", ObanPlugin, obanUnreleased, "", ""},
	{"Oban.Cron", ObanPlugin, obanUnreleased, "", ""},
	{"Oban.Lifeline", ObanPlugin, obanUnreleased, "", ""},
	{"Oban.Reindexer", ObanPlugin, obanUnreleased, "", ""},
}

// ObanModules lists the modules that some version takes in a role.
func ObanModules(role ObanRole) []ObanModuleSpan {
	var out []ObanModuleSpan
	for _, m := range obanModules {
		if m.Role == role {
			out = append(out, m)
		}
	}
	return out
}

// In reports whether version v of Oban takes the module in its role.
func (m ObanModuleSpan) In(v project.Version) bool {
	return v.AtLeast(m.First) && (m.Ended == "" || v.Before(m.Ended))
}

// Exists reports whether version v has the module, rather than only a name for
// another.
func (m ObanModuleSpan) Exists(v project.Version) bool {
	return m.In(v) && (m.Taken == "" || v.Before(m.Taken))
}

// ObanModule is a module's entry for a role, and whether there is one.
func ObanModule(role ObanRole, module string) (ObanModuleSpan, bool) {
	for _, m := range obanModules {
		if m.Role == role && m.Module == module {
			return m, true
		}
	}
	return ObanModuleSpan{}, false
}

// ObanPackage is the Hex package that brings a module of the Oban namespace,
// or "" for names that belong to no package: Oban's own are "oban".
// Oban.Pro is sold, the others are free packages of their own.
func ObanPackage(module string) string {
	for _, p := range []struct{ prefix, name string }{
		{"Oban.Pro", "oban_pro"},
		{"Oban.Web", "oban_web"},
		{"Oban.Met", "oban_met"},
		{"Oban.Notifiers.Phoenix", "oban_notifiers_phoenix"},
		{"Oban", "oban"},
	} {
		if module == p.prefix || strings.HasPrefix(module, p.prefix+".") {
			return p.name
		}
	}
	return ""
}
