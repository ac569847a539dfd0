package flyconfig

import (
	"math"
	"strconv"
	"strings"

	"github.com/flylint/flylint/model/source"
)

// VM is one of [[vm]], or deploy.release_command_vm.
type VM struct {
	Section
	Size             source.Value[string]
	Memory           source.Value[string] // "1gb", or megabytes as digits
	CPUKind          source.Value[string]
	CPUs             source.Value[int]
	MemoryMB         source.Value[int]
	MaxMemoryMB      source.Value[int]
	GPUs             source.Value[int]
	GPUKind          source.Value[string]
	HostDedicationID source.Value[string]
	PersistRootfs    source.Value[string]
	KernelArgs       Strings
	Processes        Strings
}

func readVM(s scope) *VM {
	return &VM{
		Section:          s.Section,
		Size:             s.text("size"),
		Memory:           s.text("memory"),
		CPUKind:          s.text("cpu_kind"),
		CPUs:             s.int("cpus"),
		MemoryMB:         s.int("memory_mb"),
		MaxMemoryMB:      s.int("max_memory_mb"),
		GPUs:             s.int("gpus"),
		GPUKind:          s.text("gpu_kind"),
		HostDedicationID: s.text("host_dedication_id"),
		PersistRootfs:    s.text("persist_rootfs"),
		KernelArgs:       s.strings("kernel_args"),
		Processes:        s.strings("processes"),
	}
}

// Guest is the size of a machine in numbers.
type Guest struct {
	CPUKind  string // shared or performance
	CPUs     int
	MemoryMB int
	GPUKind  string
}

// Per-CPU bounds of memory in megabytes, from fly-go. The platform enforces
// them, flyctl does not.
const (
	SharedMinMB      = 256
	SharedMaxMB      = 2048
	PerformanceMinMB = 2048
	PerformanceMaxMB = 8192
)

// VMSizes lists the presets that size may name (see KeysDate), CPUs first.
func VMSizes() []string {
	return strings.Fields("shared-cpu-1x shared-cpu-2x shared-cpu-4x shared-cpu-6x shared-cpu-8x " +
		"performance-1x performance-2x performance-4x performance-6x performance-8x " +
		"performance-10x performance-12x performance-14x performance-16x " +
		"a10 l40s a100-40gb a100-80gb")
}

// VMPreset is what a size stands for; ok is false when there is no such preset.
func VMPreset(size string) (g Guest, ok bool) {
	switch size {
	case "shared-cpu-1x", "shared-cpu-2x", "shared-cpu-4x", "shared-cpu-6x", "shared-cpu-8x":
		n := presetCPUs(size, "shared-cpu-")
		return Guest{CPUKind: "shared", CPUs: n, MemoryMB: n * SharedMinMB}, true
	case "performance-1x", "performance-2x", "performance-4x", "performance-6x", "performance-8x",
		"performance-10x", "performance-12x", "performance-14x", "performance-16x":
		n := presetCPUs(size, "performance-")
		return Guest{CPUKind: "performance", CPUs: n, MemoryMB: n * PerformanceMinMB}, true
	case "a10", "l40s", "a100-40gb", "a100-80gb":
		kind := size
		switch size {
		case "a100-40gb":
			kind = "a100-pcie-40gb"
		case "a100-80gb":
			kind = "a100-sxm4-80gb"
		}
		return Guest{CPUKind: "performance", CPUs: 8, MemoryMB: 16 * PerformanceMinMB, GPUKind: kind}, true
	}
	return Guest{}, false
}

func presetCPUs(size, prefix string) int {
	n, _ := strconv.Atoi(strings.TrimSuffix(strings.TrimPrefix(size, prefix), "x"))
	return n
}

// Guest is the size of the machines that flyctl makes of vm: the preset (of a
// GPU without size, performance-8x; otherwise shared-cpu-1x), then memory, then the
// keys that state a number. It is not ok when the size is unknown or the memory
// is none.
func (vm *VM) Guest() (g Guest, ok bool) {
	size := "shared-cpu-1x"
	switch {
	case vm.Size.V != "":
		size = vm.Size.V
	case vm.GPUKind.V != "":
		size = "performance-8x"
	}
	if g, ok = VMPreset(size); !ok {
		return g, false
	}
	if vm.Memory.V != "" {
		if g.MemoryMB, ok = MegabytesOf(vm.Memory.V); !ok || g.MemoryMB == 0 {
			return g, false
		}
	}
	override(&g.CPUKind, vm.CPUKind)
	override(&g.CPUs, vm.CPUs)
	override(&g.MemoryMB, vm.MemoryMB)
	override(&g.GPUKind, vm.GPUKind)
	return g, true
}

// override writes a value that is not empty, as flyctl copies them.
func override[T comparable](to *T, v source.Value[T]) {
	var empty T
	if v.V != empty {
		*to = v.V
	}
}

// MegabytesOf reads a size of memory as flyctl does: digits are megabytes;
// with a unit (k, m, g, t, with or without b or ib, in any case) multiples of
// 1024, rounded down.
func MegabytesOf(s string) (mb int, ok bool) { return sizeOf(s, 1024, 1<<20) }

// GigabytesOf reads the size of a volume as flyctl does: digits are gigabytes;
// with a unit multiples of 1000, rounded down.
func GigabytesOf(s string) (gb int, ok bool) { return sizeOf(s, 1000, 1e9) }

// sizeOf reads a size; a number without unit counts quotients.
func sizeOf(s string, base, quotient float64) (int, bool) {
	if n, err := strconv.Atoi(s); err == nil {
		return n, true
	}
	end := strings.LastIndexAny(s, "0123456789. ") + 1
	if end == 0 {
		return 0, false
	}
	number, unit := s[:end], strings.ToLower(s[end:])
	f, err := strconv.ParseFloat(strings.TrimSuffix(number, " "), 64)
	power, known := unitPower(unit)
	bytes := f * math.Pow(base, float64(power))
	if err != nil || !known || f < 0 || bytes > 1<<62 {
		return 0, false
	}
	return int(math.Floor(bytes) / quotient), true
}

// unitPower is how often a unit multiplies by its base.
func unitPower(unit string) (power int, known bool) {
	if unit == "" || unit == "b" {
		return 0, true
	}
	switch unit[1:] {
	case "", "b", "ib":
		power = strings.IndexByte("kmgtp", unit[0]) + 1
	}
	return power, power > 0
}
