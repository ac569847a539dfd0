package show

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/flylint/flylint/internal/mask"
	"github.com/flylint/flylint/model/flyconfig"
)

// flyView is the fly config as flyctl reads it, a process group at a time.
type flyView struct {
	Title  string     `json:"-"`
	Config string     `json:"config"`
	App    *string    `json:"app"`
	Region string     `json:"primary_region"`
	Deploy flyDeploy  `json:"deploy"`
	Kill   flyKill    `json:"kill"`
	Env    []string   `json:"env"` // NAME=value, masked
	Groups []flyGroup `json:"groups"`
	Lost   []string   `json:"ignored_keys"` // keys that flyctl drops
}

// flyDeploy is how a new version is rolled out.
type flyDeploy struct {
	Strategy       string `json:"strategy"`
	ReleaseCommand string `json:"release_command,omitempty"`
	Timeout        string `json:"release_command_timeout,omitempty"`
}

// flyKill is how machines are stopped.
type flyKill struct {
	Signal  string `json:"signal"`
	Timeout string `json:"timeout"`
}

// flyGroup is one process group with everything that reaches it.
type flyGroup struct {
	Name     string   `json:"name"`
	Command  string   `json:"command"` // empty: the image's own
	Services []string `json:"services"`
	Checks   []string `json:"checks"`
	Mounts   []string `json:"mounts"`
	VM       string   `json:"vm,omitempty"`
}

func flyConfig(d subject) *flyView {
	f := d.Fly
	v := &flyView{
		Title: d.title("the fly config as flyctl reads it"), Config: d.File.Path, Region: f.PrimaryRegion.V,
		Deploy: flyDeploy{Strategy: f.Deploy.Strategy.Or("rolling"), ReleaseCommand: mask.Text(f.Deploy.ReleaseCommand.V)},
		Kill:   flyKill{f.KillSignal.Or("SIGINT (default)"), "5s (default)"},
		Env:    []string{}, Groups: []flyGroup{}, Lost: []string{},
	}
	if f.App.Set {
		v.App = &f.App.V
	}
	if f.KillTimeout.Set {
		v.Kill.Timeout = f.KillTimeout.V.D.String()
	}
	if f.Deploy.ReleaseCommandTimeout.Set {
		v.Deploy.Timeout = f.Deploy.ReleaseCommandTimeout.V.D.String()
	}
	for _, e := range f.Env {
		v.Env = append(v.Env, e.Name+"="+mask.Value(e.Name, e.V))
	}
	for _, g := range f.Groups() {
		v.Groups = append(v.Groups, group(g))
	}
	for _, u := range f.Unknown {
		v.Lost = append(v.Lost, u.Path)
	}
	return v
}

func group(g flyconfig.Group) flyGroup {
	out := flyGroup{Name: g.Name, Command: mask.Text(g.Command.V), Services: []string{}, Checks: []string{}, Mounts: []string{}}
	for _, s := range g.Services() {
		out.Services = append(out.Services, service(s))
		for _, c := range s.AllChecks() {
			out.Checks = append(out.Checks, check(c))
		}
	}
	for _, c := range g.Checks() {
		out.Checks = append(out.Checks, check(c))
	}
	for _, m := range g.Mounts() {
		out.Mounts = append(out.Mounts, m.Source.V+" at "+m.Destination.V)
	}
	if vm := g.VM(); vm != nil {
		if guest, ok := vm.Guest(); ok {
			out.VM = fmt.Sprintf("%d %s CPUs, %d MB", guest.CPUs, guest.CPUKind, guest.MemoryMB)
		}
	}
	return out
}

// service is a service in one line: ports, and what the proxy does with idle
// machines.
func service(s *flyconfig.Service) string {
	var outside []string
	for _, p := range s.ExternalPorts() {
		outside = append(outside, portText(p))
	}
	text := fmt.Sprintf("%s %s -> %d, auto-stop %s", s.Proto(), strings.Join(outside, ","), s.InternalPort.V, s.AutoStop.Or(flyconfig.AutoStopOff))
	if s.MinMachinesRunning.Set {
		text += fmt.Sprintf(", at least %d running", s.MinMachinesRunning.V)
	}
	return text
}

func portText(p flyconfig.PortRange) string {
	if p.First == p.Last {
		return strconv.Itoa(p.First)
	}
	return fmt.Sprintf("%d-%d", p.First, p.Last)
}

func check(c *flyconfig.Check) string {
	text := c.Kind()
	if c.Path.Set {
		text += " " + c.Method.Or("GET") + " " + c.Path.V
	}
	if c.Port.Set {
		text += fmt.Sprintf(" on port %d", c.Port.V)
	}
	if c.Interval.Set {
		text += ", every " + c.Interval.V.D.String()
	}
	return text
}

// Text prints the config, then its groups.
func (v *flyView) Text(w io.Writer) error {
	fmt.Fprintf(w, "%s\n\n", v.Title)
	rows := []row{
		{"region", v.Region}, {"strategy", v.Deploy.Strategy}, {"release", v.Deploy.ReleaseCommand},
		{"stopped by", v.Kill.Signal + ", killed after " + v.Kill.Timeout},
	}
	for _, e := range v.Env {
		rows = append(rows, row{"env", e})
	}
	for _, g := range v.Groups {
		rows = append(rows, g.rows()...)
	}
	for _, key := range v.Lost {
		rows = append(rows, row{"ignored", key + " (flyctl knows no such key)"})
	}
	for _, r := range rows {
		if _, err := fmt.Fprintf(w, "  %-11s %s\n", r.what, orDash(r.value)); err != nil {
			return err
		}
	}
	return nil
}

// row is one line of a view: what it is, and its text.
type row struct{ what, value string }

func (g flyGroup) rows() []row {
	command := g.Command
	if command == "" {
		command = "(the image's own command)"
	}
	rows := []row{{"group", g.Name + ": " + command}}
	for _, s := range g.Services {
		rows = append(rows, row{"  service", s})
	}
	for _, c := range g.Checks {
		rows = append(rows, row{"  check", c})
	}
	for _, m := range g.Mounts {
		rows = append(rows, row{"  mount", m})
	}
	if g.VM != "" {
		rows = append(rows, row{"  vm", g.VM})
	}
	return rows
}
