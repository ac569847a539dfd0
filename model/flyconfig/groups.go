package flyconfig

import (
	"slices"
	"time"

	"github.com/flylint/flylint/model/source"
)

// AppGroup is the process group of a file without [processes].
const AppGroup = "app"

// Group is a process group: machines that run one command.
type Group struct {
	Name    string
	Command source.Value[string] // absent without [processes]: the image's own command then
	Default bool                 // where things without processes go

	fly *Config
}

func groupsOf(f *Config) []Group {
	byName := map[string]source.Value[string]{}
	var names []string
	for _, p := range f.Processes {
		if _, seen := byName[p.Name]; !seen {
			names = append(names, p.Name)
		}
		byName[p.Name] = p.Command
	}
	if len(names) == 0 {
		return []Group{{Name: AppGroup, Default: true, fly: f}}
	}
	first := slices.Min(names)
	if slices.Contains(names, AppGroup) {
		first = AppGroup
	}
	groups := make([]Group, len(names))
	for i, name := range names {
		groups[i] = Group{name, byName[name], name == first, f}
	}
	return groups
}

// Groups lists the process groups in the order of the file; without
// [processes] there is one, app.
func (f *Config) Groups() []Group { return f.groups }

// Group is the process group called name.
func (f *Config) Group(name string) (Group, bool) {
	for _, g := range f.groups {
		if g.Name == name {
			return g, true
		}
	}
	return Group{}, false
}

// DefaultGroup is the group that everything without processes belongs to: app,
// or else the first in alphabetical order.
func (f *Config) DefaultGroup() string {
	for _, g := range f.groups {
		if g.Default {
			return g.Name
		}
	}
	return AppGroup
}

// reaches reports whether a list of process groups, as written, includes group:
// an absent or empty list means the default group.
func (f *Config) reaches(processes Strings, group string) bool {
	if len(processes.V) == 0 {
		return group == f.DefaultGroup()
	}
	return Holds(processes, group) || Holds(processes, "") && group == f.DefaultGroup()
}

// AllServices lists [http_service], where there is one, and [[services]].
func (f *Config) AllServices() []*Service {
	if f.HTTPService == nil {
		return f.Services
	}
	return append([]*Service{f.HTTPService}, f.Services...)
}

// ServicesOf lists the services that group serves. A service without processes
// belongs to the default group; with [processes] flyctl refuses it (see
// ServicesWithoutGroup).
func (f *Config) ServicesOf(group string) []*Service {
	return only(f.AllServices(), func(s *Service) bool { return f.reaches(s.Processes, group) })
}

// ServicesWithoutGroup lists the services that flyctl refuses because they name
// no process group although [processes] has some.
func (f *Config) ServicesWithoutGroup() []*Service {
	if len(f.Processes) == 0 {
		return nil
	}
	return only(f.AllServices(), func(s *Service) bool { return len(s.Processes.V) == 0 })
}

// MountsOf lists the mounts of group's machines.
func (f *Config) MountsOf(group string) []*Mount {
	return only(f.Mounts, func(m *Mount) bool { return f.reaches(m.Processes, group) })
}

// ChecksOf lists the top-level checks of group's machines.
func (f *Config) ChecksOf(group string) []*Check {
	return only(f.Checks, func(c *Check) bool { return f.reaches(c.Processes, group) })
}

// FilesOf lists the files written into group's machines.
func (f *Config) FilesOf(group string) []*GuestFile {
	return only(f.Files, func(file *GuestFile) bool { return f.reaches(file.Processes, group) })
}

// MetricsOf is where group's metrics are collected, or nil: the first entry
// that reaches the group is the only one used.
func (f *Config) MetricsOf(group string) *Metrics {
	found := only(f.Metrics, func(m *Metrics) bool { return f.reaches(m.Processes, group) })
	if len(found) == 0 {
		return nil
	}
	return found[0]
}

// RestartOf is the restart policy of group's machines, or nil: the last entry
// that reaches the group wins.
func (f *Config) RestartOf(group string) *RestartPolicy {
	found := only(f.Restart, func(r *RestartPolicy) bool { return f.reaches(r.Processes, group) })
	if len(found) == 0 {
		return nil
	}
	return found[len(found)-1]
}

// VMOf is the size of group's machines, or nil: the last entry that names the
// group, else the first that is for it at all. Unlike elsewhere, an entry
// without processes is for every group.
func (f *Config) VMOf(group string) *VM {
	var found *VM
	for _, vm := range f.VM {
		switch {
		case Holds(vm.Processes, group):
			found = vm
		case found == nil && (len(vm.Processes.V) == 0 || f.reaches(vm.Processes, group)):
			found = vm
		}
	}
	return found
}

// only keeps the elements of a list that keep says.
func only[T any](list []T, keep func(T) bool) []T {
	var kept []T
	for _, v := range list {
		if keep(v) {
			kept = append(kept, v)
		}
	}
	return kept
}

// Services lists the services of the group.
func (g Group) Services() []*Service { return g.fly.ServicesOf(g.Name) }

// Mounts lists the mounts of the group's machines.
func (g Group) Mounts() []*Mount { return g.fly.MountsOf(g.Name) }

// Checks lists the top-level checks of the group's machines.
func (g Group) Checks() []*Check { return g.fly.ChecksOf(g.Name) }

// VM is the size of the group's machines, or nil.
func (g Group) VM() *VM { return g.fly.VMOf(g.Name) }

// Restart is the restart policy of the group's machines, or nil.
func (g Group) Restart() *RestartPolicy { return g.fly.RestartOf(g.Name) }

// KillTimeoutOr5s is the time a machine has to stop: Fly's default is 5 seconds.
func (f *Config) KillTimeoutOr5s() time.Duration {
	return f.KillTimeout.Or(Duration{D: 5 * time.Second}).D
}

// Strategy is the rollout strategy, rolling unless the file says otherwise.
func (f *Config) Strategy() string {
	if f.Deploy.Strategy.V == "" {
		return "rolling"
	}
	return f.Deploy.Strategy.V
}

// Stops reports whether the proxy may stop every machine of the service.
func (s *Service) Stops() bool { return s.AutoStop.V.On() && s.MinMachinesRunning.V <= 0 }

// AutoStopToZero reports whether the proxy stops every machine of group when
// there is no traffic: all its services allow that.
func (f *Config) AutoStopToZero(group string) bool {
	services := f.ServicesOf(group)
	return len(services) > 0 && !slices.ContainsFunc(services, func(s *Service) bool { return !s.Stops() })
}

// TwoMachinesProven reports whether the file alone proves that group has two
// machines: a service keeps so many running.
func (f *Config) TwoMachinesProven(group string) bool {
	return slices.ContainsFunc(f.ServicesOf(group), func(s *Service) bool {
		return s.AutoStop.V.On() && s.MinMachinesRunning.V >= 2
	})
}

// TwoMachinesPossible reports whether a first deploy gives group two machines:
// it has a service and no volume.
func (f *Config) TwoMachinesPossible(group string) bool {
	return f.TwoMachinesProven(group) || len(f.ServicesOf(group)) > 0 && len(f.MountsOf(group)) == 0
}

// EnvVar is what [env] sets name to; of several entries the last holds.
func (f *Config) EnvVar(name string) (EnvEntry, bool) {
	for i := len(f.Env) - 1; i >= 0; i-- {
		if f.Env[i].Name == name {
			return f.Env[i], true
		}
	}
	return EnvEntry{}, false
}

// UsedVMs lists the sizes that some group's machines have, in the order of the
// groups.
func (f *Config) UsedVMs() []*VM {
	var used []*VM
	for _, g := range f.groups {
		if vm := g.VM(); vm != nil && !slices.Contains(used, vm) {
			used = append(used, vm)
		}
	}
	return used
}

// GroupsOf lists the groups that a list of process groups, as written, is for.
func (f *Config) GroupsOf(processes Strings) []Group {
	return only(f.groups, func(g Group) bool { return f.reaches(processes, g.Name) })
}

// ServesHTTP reports whether the group's machines serve [http_service].
func (g Group) ServesHTTP() bool {
	return slices.ContainsFunc(g.Services(), func(s *Service) bool { return s.HTTP })
}
