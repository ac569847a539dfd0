package flyconfig

import "github.com/flylint/flylint/parsers/toml"

// SaysDefault reports whether an entry, as a key of the table at path, would say
// what holds anyway.
func (f *Config) SaysDefault(e *toml.Entry, path, name string) bool {
	known := TableAt(path).Lookup(name)
	return known != nil && known.Default != "" && f.plain(e) == known.Default
}

// SaysFalse reports whether an entry is a setting that is switched off.
func SaysFalse(e *toml.Entry) bool {
	if e.KeyValue == nil {
		return false
	}
	value, isBool := e.KeyValue.Value.(*toml.Bool)
	return isBool && !value.Value
}
