package exconfig

import (
	"go/token"

	"github.com/flylint/flylint/parsers"
	"github.com/flylint/flylint/parsers/elixir"
)

// Options says what to evaluate and under which circumstances.
type Options struct {
	Env    string // config_env(); "" means prod
	Target string // config_target(); "" means host
	Dir    string // where the project is built, such as /app; "" when not known

	Build   Environment // variables while the release is built; nil: nothing is known
	Runtime Environment // variables while it boots; nil: nothing is known

	// Open is the tree of a file of the project, by its slash-separated path
	// relative to the project; nil when there is none.
	Open func(path string) *elixir.File
	// Glob lists the files that match a pattern of import_config; may be nil.
	Glob func(pattern string) []string
	// Module is the defmodule of one of the project's own modules, which
	// config files may call; nil when it is not the project's. May be nil.
	Module func(name string) *elixir.Call

	sections *sections // to use and to add to; nil where none are kept
}

// Config is the configuration of all applications as the release boots with it.
type Config struct {
	Reads      []*Read   // every read of the environment at boot, in order
	BuildReads []*Read   // those while the release is built
	Raises     []*Raised // exceptions that can stop build or boot
	Opaques    []*Value  // what could not be evaluated, in order
	Lacks      []string  // the files that are imported and are not there

	apps    []appConfig
	build   []appConfig // before the run-time file was merged in
	runtime []appConfig // what the run-time file set
	files   []phaseFile
	reads   map[readKey]*Read
	opaques map[parsers.Range]bool

	overlay *Value // what Get answers where something unread is laid over it; nil where nothing is

	surveyed map[readKey]*Read // what the survey before this evaluation found
	marked   bool              // something tried to mark one of the reads after they were sealed

	sections, surveyedAt map[token.Pos]*section // of this evaluation, and of the survey before it
}

// Raised is an exception that stops the evaluation where its guard holds.
type Raised struct {
	parsers.Range // the raise, or the call that fails
	Message       string
	Guard         Guard
	Build         bool // while the release is built, not at boot
	Implicit      bool // a function fails on such a value; nobody wrote raise
}

// Phase says when a file is evaluated.
type Phase uint8

// The two phases.
const (
	BuildTime Phase = iota
	RunTime
)

// phaseFile is a file that was evaluated.
type phaseFile struct {
	path  string
	span  parsers.Range
	phase Phase
}

// Entry is one key of the configuration.
type Entry struct {
	Name  string        // the atom, "Elixir.…" for modules
	Key   parsers.Range // the key where it was set last
	Expr  parsers.Range // its value as written there; compare Value.Range
	Value *Value
	Path  string // of the file that set it last
	Phase Phase  // of that file
}

// Apps lists the configured applications, in order.
func (c *Config) Apps() []string {
	names := make([]string, len(c.apps))
	for i, a := range c.apps {
		names[i] = a.name
	}
	return names
}

// Get is the value under a path of keys, as in Get("my_app", "Elixir.MyApp.Repo",
// "pool_size"): nil when it is never set, a Choice with Missing when it depends.
// Without keys it is the whole keyword list of the application.
func (c *Config) Get(app string, keys ...string) *Value {
	if c.overlay != nil {
		return c.overlay
	}
	v := lookupApp(c.apps, app)
	for _, key := range keys {
		v = v.Keyword(key)
	}
	return v
}

// Entry is like Get but also tells where the last key of the path was set; nil
// when it is never set.
func (c *Config) Entry(app string, keys ...string) *Entry {
	if len(keys) == 0 {
		return nil
	}
	parent := c.Get(app, keys[:len(keys)-1]...)
	pair := findPair(parent, keys[len(keys)-1])
	if pair == nil {
		return nil
	}
	e := c.entry(pair)
	e.Value = c.Get(app, keys...)
	return e
}

// Built is the configuration as it was when the release was built, before the
// run-time file: what code reads when it is compiled.
func (c *Config) Built() *Config {
	if c == nil {
		return nil
	}
	built := *c
	built.apps, built.overlay = c.build, nil
	return &built
}

// Overlaid is the configuration where something that is not read, which text
// names, is laid over it before the boot ends: what it was built with is known,
// what it boots with is Opaque, whatever is asked for.
func (c *Config) Overlaid(text string) *Config {
	overlaid := *c
	overlaid.overlay = &Value{Kind: Opaque, Text: text}
	return &overlaid
}

// IsOverlaid reports whether something that is not read decides, see Overlaid.
func (c *Config) IsOverlaid() bool { return c.overlay != nil }

// Entries lists the keys under a path, in order. Keys that are only set under
// conditions are among them.
func (c *Config) Entries(app string, keys ...string) []*Entry {
	return c.EntriesOf(c.Get(app, keys...))
}

// usualEntries is how many keys most lists have at most.
const usualEntries = 8

// EntriesOf lists the keys of a keyword list, or of all the alternatives of one.
func (c *Config) EntriesOf(v *Value) []*Entry {
	var out []*Entry
	seen := make(map[string]bool, usualEntries)
	v.Leaves(func(_ Guard, leaf *Value) {
		if leaf.Kind != List && leaf.Kind != Map {
			return
		}
		for _, pair := range leaf.Elems {
			if pair.isKeywordPair() && !seen[pair.Elems[0].Text] {
				seen[pair.Elems[0].Text] = true
				e := c.entry(pair)
				if leaf != v {
					e.Value = v.Keyword(e.Name)
				}
				out = append(out, e)
			}
		}
	})
	return out
}

func (c *Config) entry(pair *Value) *Entry {
	e := &Entry{Name: pair.Elems[0].Text, Key: pair.Elems[0].Range, Expr: pair.expr, Value: pair.Elems[1]}
	if f := c.fileAt(e.Expr); f != nil {
		e.Path, e.Phase = f.path, f.phase
	}
	return e
}

func (c *Config) fileAt(r parsers.Range) *phaseFile {
	for i := range c.files {
		if c.files[i].span.Contains(r.From) {
			return &c.files[i]
		}
	}
	return nil
}

// findPair is the entry of a key in a keyword list or in one alternative.
func findPair(v *Value, key string) *Value {
	var found *Value
	v.Leaves(func(_ Guard, leaf *Value) {
		if found == nil && (leaf.Kind == List || leaf.Kind == Map) {
			found = leaf.pair(key)
		}
	})
	return found
}

func lookupApp(apps []appConfig, name string) *Value {
	for _, a := range apps {
		if a.name == name {
			return a.conf
		}
	}
	return nil
}

func (c *Config) noteOpaque(v *Value) {
	if !c.opaques[v.Range] {
		c.opaques[v.Range] = true
		c.Opaques = append(c.Opaques, v)
	}
}

func (c *Config) noteRaise(r *Raised) {
	for _, old := range c.Raises {
		if old.Range == r.Range && old.Message == r.Message && old.Guard.equal(r.Guard) {
			return
		}
	}
	c.Raises = append(c.Raises, r)
}
