package flyconfig

import (
	"path"
	"slices"
	"strings"

	"github.com/flylint/flylint/internal/nearest"
	"github.com/flylint/flylint/parsers"
	"github.com/flylint/flylint/parsers/toml"
)

// unknown notes a key that its table does not know: as misplaced, where it is
// plain that a header swallowed it, else as unknown.
func (r *reader) unknown(s scope, e *toml.Entry) {
	if len(r.fly.Unknown) >= maxExplained {
		r.fly.Unknown = append(r.fly.Unknown, s.newUnknown(e))
		return
	}
	places, known := placesOf(e.Name, s.ModelPath)
	if s.kind != TableRoot && e.KeyValue != nil && telling(e.Name, known, places) {
		r.misplaced(s.Section, e, places, known)
		return
	}
	u := s.newUnknown(e)
	u.Elsewhere = places
	u.Nearest = nearestKey(s.kind, e.Name)
	u.Certain = u.Nearest != "" && s.certain(e, u.Nearest)
	u.Idle = s.idle(e, u.Nearest)
	r.fly.Unknown = append(r.fly.Unknown, u)
}

// maxExplained is the number of unknown keys for which a better name is looked
// for. A file with more is no fly config, and may be very long.
const maxExplained = 100

func (s scope) newUnknown(e *toml.Entry) UnknownKey {
	return UnknownKey{
		Range: e.KeyRange, Path: s.path(e.Name), Table: TablePath(s.ModelPath), Name: e.Name,
		Keys: mentions(e), Entry: e,
	}
}

// swallowed notes an entry of [env] or [processes], where any name is allowed,
// when the name is a setting's. A variable or a group may have such a name by
// chance, so only names of several words count, and app where nothing else
// says it.
func (r *reader) swallowed(s Section, e *toml.Entry) {
	alone := s.ModelPath == "env" && e.Name == "app" && r.fly.Doc.Root.Get("app") == nil
	if !alone && !severalWords(e.Name) || e.KeyValue == nil || e.Table != nil || !isFlyKey(e.Name) {
		return
	}
	if places, known := placesOf(e.Name, s.ModelPath); known != nil {
		r.misplaced(s, e, places, known)
	}
}

// isFlyKey reports whether some table has a key of exactly this name.
func isFlyKey(name string) bool {
	for t := TableRoot; t <= TableVM; t++ {
		if slices.ContainsFunc(t.Keys(), func(k Key) bool { return k.Name == name }) {
			return true
		}
	}
	return false
}

func (r *reader) misplaced(s Section, e *toml.Entry, places []string, known *Key) {
	there := r.fly.Doc.Root.Get(append(splitPath(places[0]), e.Name)...)
	r.fly.Misplaced = append(r.fly.Misplaced, MisplacedKey{
		Range: e.KeyRange, Path: JoinPath(s.ModelPath, e.Name), Table: TablePath(s.ModelPath), Name: e.Name,
		Entry: e, Header: e.KeyValue.Header, Belongs: places, Known: known,
		Already: there != nil,
		Idle:    there != nil && r.fly.plain(e) == r.fly.plain(there) || there == nil && r.fly.SaysDefault(e, places[0], e.Name),
		Fits:    !known.holdsTable() && e.Value != nil && known.accepts(e.Value, true),
	})
}

// telling reports whether a name alone says that it belongs elsewhere: it is a
// setting of the top level, or has several words.
func telling(name string, known *Key, places []string) bool {
	return known != nil && (severalWords(name) || places[0] == "" && !known.holdsTable())
}

func severalWords(name string) bool { return strings.ContainsAny(name, "_-") }

// placesOf lists the tables that know a key of exactly this name, the
// likeliest first as seen from the table at path: the top level, tables above
// that one, those below it, any other. Tables where the key is dead count only when there is
// no other. The key is that of the first.
func placesOf(name, path string) (places []string, known *Key) {
	var top, above, below, other, dead []string
	prefix := TablePath(path) + "."
	eachPlace(func(table string, k *Key) {
		switch {
		case k.Name != name || k.Moved != "":
			return
		case k.Dead != "":
			dead = append(dead, table)
		case table == "":
			top = append(top, table)
		case strings.HasPrefix(prefix, table+"."):
			above = append(above, table)
		case strings.HasPrefix(table, prefix):
			below = append(below, table)
		default:
			other = append(other, table)
		}
	})
	if places = slices.Concat(top, above, below, other); len(places) == 0 {
		places = dead
	}
	if len(places) > 0 {
		known = TableAt(places[0]).Lookup(name)
	}
	return places, known
}

// nearestKey is the living key of a table that is most like name: by its
// letters, or because one of the two begins or ends with the other.
func nearestKey(t Table, name string) string {
	var names []string
	for _, k := range t.Keys() {
		if k.Dead == "" && k.Alias == "" {
			names = append(names, k.Name)
		}
	}
	if close := nearest.Name(name, names); close != "" {
		return close
	}
	for _, known := range names {
		if partOf(name, known) || partOf(known, name) {
			return known
		}
	}
	return ""
}

// idle says why an unknown key would change nothing: it is a dead key in other
// letters, the port of a check, which asks its service's port anyway, says of
// one port what the service says of all, or is decided elsewhere.
func (s scope) idle(e *toml.Entry, nearest string) string {
	if nearest != "" {
		return ""
	}
	for _, k := range s.kind.Keys() {
		if k.Dead != "" && (strings.HasPrefix(e.Name, k.Name) || slip(e.Name, k.Name)) {
			return k.Name + " does nothing either (" + k.Dead + ")"
		}
	}
	switch {
	case s.kind == TableRoot && (e.Name == "org" || e.Name == "organization"):
		return "the app has had its organization since it was created"
	case s.kind == TableBuild && e.Name == "context" && path.Clean(s.r.fly.plain(e)) == ".":
		return "the build context is the directory that is deployed anyway"
	case e.Name == "port" && (s.kind == TableTCPCheck || s.kind == TableHTTPCheck) && s.r.fly.inService(e, "internal_port"):
		return "a check asks the internal_port of its service anyway"
	case s.kind == TablePort && TableService.Lookup(e.Name) != nil && s.r.fly.inService(e, e.Name):
		return "its service says so already"
	}
	return ""
}

// inService reports whether an entry of a service's table has the value that the
// service itself has for a key.
func (f *Config) inService(e *toml.Entry, key string) bool {
	if e.Parent == nil || e.Parent.Entry == nil || e.Parent.Entry.Parent == nil {
		return false
	}
	own, service := f.plain(e), f.plain(e.Parent.Entry.Parent.Get(key))
	return own != "" && own == service
}

// plain is the text of an entry's value without quotes.
func (f *Config) plain(e *toml.Entry) string {
	if e == nil || e.KeyValue == nil || e.KeyValue.Value == nil {
		return ""
	}
	value := e.KeyValue.Value
	return strings.Trim(f.File.Text(parsers.Range{From: value.Pos(), To: value.End()}), `"'`)
}

// partOf reports whether long begins or ends with the whole words of short.
func partOf(short, long string) bool {
	return strings.HasPrefix(long, short+"_") || strings.HasSuffix(long, "_"+short)
}

// certain reports whether known is what the entry was meant to be called: a
// slip of the pen, of a key that is not in use and takes such a value.
func (s scope) certain(e *toml.Entry, known string) bool {
	if used, _, _ := s.find(known); used != nil || !slip(e.Name, known) {
		return false
	}
	k := s.kind.Lookup(known)
	if !k.holdsTable() {
		return e.Value != nil && k.accepts(e.Value, true)
	}
	if k.Form != FormTable && k.Form != FormTables && k.Form != FormCastTables {
		return e.Table != nil
	}
	one := e.Table != nil && k.Form != FormTables
	_, isList := tableList(e)
	many := isList && k.Form != FormTable
	return (one || many) && !slices.ContainsFunc(e.Tables(), func(t *toml.Table) bool { return !knowsAll(k.Child, t) })
}

func knowsAll(kind Table, t *toml.Table) bool {
	return !slices.ContainsFunc(t.Entries(), func(e *toml.Entry) bool { return kind.Lookup(e.Name) == nil })
}

// slip reports whether name is known misspelt: a letter or two, a separator, the
// plural or the case. A word that occurs in other keys is not a slip: max is not
// a misspelt min.
func slip(name, known string) bool {
	name = strings.ToLower(name)
	if bare(name) == bare(known) {
		return true
	}
	limit := 2
	if len(known) > 7 {
		limit = 3
	}
	if nearest.Distance(name, known, limit) >= limit {
		return false
	}
	parts, knownParts := keyWords(name), keyWords(known)
	if len(parts) != len(knownParts) {
		return false
	}
	for i, w := range parts {
		plural := w+"s" == knownParts[i] || w == knownParts[i]+"s"
		if w != knownParts[i] && !plural && isKeyWord(w) {
			return false
		}
	}
	return true
}

func bare(name string) string { return strings.NewReplacer("_", "", "-", "").Replace(name) }

func keyWords(name string) []string {
	return strings.FieldsFunc(name, func(r rune) bool { return r == '_' || r == '-' })
}

// isKeyWord reports whether some key has w among its words.
func isKeyWord(w string) (found bool) {
	for t := TableRoot; t <= TableVM && !found; t++ {
		found = slices.ContainsFunc(t.Keys(), func(k Key) bool {
			return strings.Contains(k.Name, w) && slices.Contains(keyWords(k.Name), w)
		})
	}
	return found
}

// mentions lists every place where an entry's name is written: a table that
// headers make may have several.
func mentions(e *toml.Entry) []parsers.Range {
	depth := 0
	for at := e.Parent; at != nil && at.Entry != nil; at = at.Entry.Parent {
		depth++
	}
	places := []parsers.Range{e.KeyRange}
	for _, t := range e.Tables() {
		for _, h := range t.Mentions {
			if len(h.Key.Parts) <= depth || h.Key.Parts[depth].Name != e.Name {
				continue
			}
			if at := h.Key.Parts[depth].Range; at != e.KeyRange {
				places = append(places, at)
			}
		}
	}
	return places
}

// TablePath is a model path as a person writes it, without indices:
// services[0].ports[1].handlers as services.ports.handlers.
func TablePath(path string) string {
	var b strings.Builder
	for path != "" {
		before, rest, found := strings.Cut(path, "[")
		b.WriteString(before)
		if !found {
			break
		}
		_, path, _ = strings.Cut(rest, "]")
	}
	return b.String()
}

func splitPath(path string) []string {
	if path == "" {
		return nil
	}
	return strings.Split(path, ".")
}
