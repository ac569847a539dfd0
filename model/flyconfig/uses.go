package flyconfig

import "github.com/flylint/flylint/model/source"

// GroupUse is an entry of the file that says which process groups it is for.
type GroupUse struct {
	Section
	Kind      string // the name of its table: services, mounts
	Processes Strings
	Refused   bool // flyctl refuses the file when it names an unknown group; else it matches nothing
}

// GroupUses lists every entry that can say which process groups it is for.
func (f *Config) GroupUses() []GroupUse {
	var uses []GroupUse
	for _, s := range f.AllServices() {
		kind := "services"
		if s.HTTP {
			kind = "http_service"
		}
		uses = append(uses, GroupUse{s.Section, kind, s.Processes, true})
	}
	for _, r := range f.Restart {
		uses = append(uses, GroupUse{r.Section, "restart", r.Processes, true})
	}
	for _, m := range f.Mounts {
		uses = append(uses, GroupUse{m.Section, "mounts", m.Processes, false})
	}
	for _, c := range f.Checks {
		uses = append(uses, GroupUse{c.Section, "checks", c.Processes, false})
	}
	for _, file := range f.Files {
		uses = append(uses, GroupUse{file.Section, "files", file.Processes, false})
	}
	for _, m := range f.Metrics {
		uses = append(uses, GroupUse{m.Section, "metrics", m.Processes, false})
	}
	for _, vm := range f.VM {
		uses = append(uses, GroupUse{vm.Section, "vm", vm.Processes, false})
	}
	return uses
}

// GroupNames lists the names of the process groups in the order of the file.
func (f *Config) GroupNames() []string {
	names := make([]string, len(f.groups))
	for i, g := range f.groups {
		names[i] = g.Name
	}
	return names
}

// UnknownGroups lists the names in a list of process groups that no group has.
// The empty name means the default group.
func (f *Config) UnknownGroups(processes Strings) []source.Value[string] {
	return only(processes.V, func(name source.Value[string]) bool {
		_, known := f.Group(name.V)
		return !known && name.V != ""
	})
}
