package flyconfig

import "github.com/flylint/flylint/model/source"

// Durations lists every stretch of time that the file states, in no
// particular order.
func (f *Config) Durations() []source.Value[Duration] {
	all := []source.Value[Duration]{f.KillTimeout, f.Deploy.WaitTimeout, f.Deploy.ReleaseCommandTimeout}
	for _, c := range f.Checks {
		all = append(all, c.durations()...)
	}
	for _, m := range f.MachineChecks {
		all = append(all, m.KillTimeout)
	}
	for _, s := range f.AllServices() {
		for _, c := range s.AllChecks() {
			all = append(all, c.durations()...)
		}
		for _, m := range s.MachineChecks {
			all = append(all, m.KillTimeout)
		}
	}
	return only(all, func(d source.Value[Duration]) bool { return d.Set })
}

func (c *Check) durations() []source.Value[Duration] {
	return []source.Value[Duration]{c.Interval, c.Timeout, c.GracePeriod}
}
