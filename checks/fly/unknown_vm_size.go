package fly

import (
	"strings"

	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model/flyconfig"
)

// UnknownVMSize is fly/unknown-vm-size.
func UnknownVMSize() *linter.Check {
	return &linter.Check{
		Slug:     "fly/unknown-vm-size",
		Severity: linter.Error,
		FixKind:  linter.Advice,
		Since:    "0.1.0",
		Evidence: linter.InFly,
		Documentation: linter.Documentation{
			Summary: "a machine size that is no preset of Fly's",
			What:    "`size` in `[[vm]]` (or `compute`) and in `deploy.release_command_vm`. " + keysRead,
			Why: "`fly config validate` and the first check of `fly deploy` call the file valid, because flyctl tests the wrong error there. The size is looked up when the machines are made, after the image is " +
				"built and the release command has run: the migration is applied, and then the deploy dies on \"is an invalid machine size\". Old and new code share a migrated database until it is mended.",
			Instead: "Write a preset, or leave `size` away and write `cpu_kind`, `cpus` and `memory`.",
			Ignore:  "When Fly has a new preset since the date of the list.",
			References: []string{
				configReference, flyctlSource,
				"https://github.com/superfly/fly-go/blob/22d6e51/machine_types.go (MachinePresets)",
			},
		},
		Judge: unknownVMSize,
	}
}

func unknownVMSize(p *linter.Pass) {
	if vm := p.Fly.Deploy.ReleaseCommandVM; vm != nil {
		judgeSize(p, vm, "the deploy dies on it before the release command runs")
	}
	when := "the deploy dies on it when it makes the machines"
	if p.Fly.Deploy.ReleaseCommand.V != "" {
		when = "the deploy dies on it after the release command has run"
	}
	for _, vm := range p.Fly.UsedVMs() {
		judgeSize(p, vm, when)
	}
}

func judgeSize(p *linter.Pass, vm *flyconfig.VM, when string) {
	if _, known := flyconfig.VMPreset(vm.Size.V); known || vm.Size.V == "" {
		return
	}
	p.Report(vm.Size, "'%s' is an invalid machine size: flyctl calls the file valid all the same, and %s", vm.Size.V, when).
		Path("%s", vm.Size.Path).Label("no preset").Help("%s", sizeHelp(vm.Size.V))
}

// sizeHelp lists the presets of the kind that was meant.
func sizeHelp(size string) string {
	kind := "shared"
	if strings.HasPrefix(size, "performance") || strings.HasPrefix(size, "dedicated") {
		kind = "performance"
	}
	var presets []string
	for _, preset := range flyconfig.VMSizes() {
		if strings.HasPrefix(preset, kind) {
			presets = append(presets, preset)
		}
	}
	return "presets of " + flyconfig.KeysDate + ": " + strings.Join(presets, ", ")
}
