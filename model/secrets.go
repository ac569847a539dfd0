package model

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Secrets is what `fly secrets list --json` says: which secrets there are,
// never what they hold.
type Secrets struct {
	list []Secret // sorted by name
}

// Secret is one secret of an app.
type Secret struct {
	Name   string
	Digest string
	Status SecretStatus
}

// SecretStatus says how far a secret has reached the machines.
type SecretStatus uint8

// The states flyctl prints. Apps with very many machines get none, which reads
// as SecretUnknown.
const (
	SecretUnknown  SecretStatus = iota
	SecretDeployed              // every machine has it
	SecretPartial               // some machines have it
	SecretStaged                // the next deploy brings it
)

func (s SecretStatus) String() string {
	return [...]string{"Unknown", "Deployed", "Partial", "Staged"}[s]
}

// ErrSecretValues is the error for a file that holds values of secrets, which
// nobody should give to a linter.
var ErrSecretValues = errors.New("the file seems to hold values of secrets; give the output of `fly secrets list --json`, which holds names only")

// ErrNotSecretsList is the error for a file that is no list of secrets.
var ErrNotSecretsList = errors.New("not the output of `fly secrets list --json`: expected an array of objects with a name")

// ParseSecrets reads the output of `fly secrets list --json`. It refuses, with
// ErrSecretValues, whatever looks as if it held values: a map of names to
// texts, dotenv lines, or keys it does not know with a text in them.
func ParseSecrets(data []byte) (*Secrets, error) {
	var entries []map[string]any
	if err := json.Unmarshal(data, &entries); err != nil {
		return nil, diagnoseSecrets(data, err)
	}
	s := &Secrets{}
	for i, entry := range entries {
		secret, err := readSecret(entry)
		if err != nil {
			return nil, fmt.Errorf("secret %d: %w", i+1, err)
		}
		s.list = append(s.list, secret)
	}
	slices.SortStableFunc(s.list, func(a, b Secret) int { return strings.Compare(a.Name, b.Name) })
	return s, nil
}

// SecretsNamed is the secrets of those names, of which nothing else is known.
func SecretsNamed(names []string) *Secrets {
	s := &Secrets{}
	for _, name := range slices.Compact(slices.Sorted(slices.Values(names))) {
		s.list = append(s.list, Secret{Name: name})
	}
	return s
}

// ValidSecretName reports whether a secret can be called name.
func ValidSecretName(name string) bool { return isEnvName(name) }

// readSecret reads one entry. flyctl has changed the case of its keys over
// time, so case does not count.
func readSecret(entry map[string]any) (Secret, error) {
	var s Secret
	for key, value := range entry {
		text, isText := value.(string)
		switch strings.ToLower(key) {
		case "name":
			s.Name = text
		case "digest":
			s.Digest = text
		case "status":
			s.Status = readSecretStatus(text)
		default:
			if holdsValue(key) && isText && text != "" {
				return s, fmt.Errorf("key %q: %w", key, ErrSecretValues)
			}
		}
	}
	if s.Name == "" {
		return s, ErrNotSecretsList
	}
	return s, nil
}

// holdsValue reports whether a key's name says that a secret's value stands
// behind it. flyctl may grow new keys, so the others pass.
func holdsValue(key string) bool {
	key = strings.ToLower(key)
	for _, word := range [...]string{"value", "secret", "plain", "content", "password", "data"} {
		if strings.Contains(key, word) {
			return true
		}
	}
	return false
}

func readSecretStatus(text string) SecretStatus {
	switch strings.ToLower(text) {
	case "deployed":
		return SecretDeployed
	case "partial":
		return SecretPartial
	case "staged":
		return SecretStaged
	}
	return SecretUnknown
}

// diagnoseSecrets finds the words for a file that is not an array of objects.
func diagnoseSecrets(data []byte, err error) error {
	var values map[string]any
	if json.Unmarshal(data, &values) == nil && len(values) > 0 {
		return ErrSecretValues
	}
	for line := range strings.Lines(string(data)) {
		name, _, found := strings.Cut(strings.Trim(line, " \t\r\n[{\","), "=")
		if found && isEnvName(strings.TrimPrefix(name, "export ")) {
			return ErrSecretValues
		}
	}
	return fmt.Errorf("%w (%w)", ErrNotSecretsList, err)
}

// isEnvName reports whether s can be the name of an environment variable.
func isEnvName(s string) bool {
	for i, c := range []byte(s) {
		switch {
		case c == '_', 'A' <= c && c <= 'Z', 'a' <= c && c <= 'z':
		case '0' <= c && c <= '9' && i > 0:
		default:
			return false
		}
	}
	return s != ""
}

// All lists the secrets by name.
func (s *Secrets) All() []Secret {
	if s == nil {
		return nil
	}
	return s.list
}

// Lookup finds a secret by its name. Without a list nothing is found.
func (s *Secrets) Lookup(name string) (Secret, bool) {
	if s == nil {
		return Secret{}, false
	}
	i, found := slices.BinarySearchFunc(s.list, name, func(s Secret, name string) int {
		return strings.Compare(s.Name, name)
	})
	if !found {
		return Secret{}, false
	}
	return s.list[i], true
}
