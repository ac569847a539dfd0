package flyconfig

import "testing"

func TestVMPresets(t *testing.T) {
	for _, size := range VMSizes() {
		if g, ok := VMPreset(size); !ok || g.CPUs == 0 || g.MemoryMB == 0 {
			t.Errorf("VMPreset(%q) = %+v, %v", size, g, ok)
		}
	}
	if _, ok := VMPreset("shared-cpu-3x"); ok {
		t.Error("shared-cpu-3x is no preset")
	}
	g, _ := VMPreset("performance-16x")
	equal(t, "performance-16x", g, Guest{CPUKind: "performance", CPUs: 16, MemoryMB: 32768})
}

func TestVMGuest(t *testing.T) {
	tests := []struct {
		config string
		want   Guest
		ok     bool
	}{
		{"", Guest{CPUKind: "shared", CPUs: 1, MemoryMB: 256}, true},
		{"size = 'shared-cpu-2x'", Guest{CPUKind: "shared", CPUs: 2, MemoryMB: 512}, true},
		{"size = 'shared-cpu-2x'\nmemory = '1gb'", Guest{CPUKind: "shared", CPUs: 2, MemoryMB: 1024}, true},
		{"memory = 2048\ncpus = 4", Guest{CPUKind: "shared", CPUs: 4, MemoryMB: 2048}, true},
		{"memory = '1gb'\nmemory_mb = 512", Guest{CPUKind: "shared", CPUs: 1, MemoryMB: 512}, true},
		{"memory = '1'", Guest{CPUKind: "shared", CPUs: 1, MemoryMB: 1}, true},
		{"gpu_kind = 'l40s'", Guest{CPUKind: "performance", CPUs: 8, MemoryMB: 16384, GPUKind: "l40s"}, true},
		{"size = 'large'", Guest{}, false},
		{"memory = 'plenty'", Guest{CPUKind: "shared", CPUs: 1}, false},
	}
	for _, tt := range tests {
		got, ok := readFly("[[vm]]\n" + tt.config).VM[0].Guest()
		equal(t, tt.config, got, tt.want)
		equal(t, tt.config+" is known", ok, tt.ok)
	}
}

func TestSizes(t *testing.T) {
	tests := []struct {
		text string
		mb   int
		ok   bool
	}{
		{"512", 512, true},
		{"512mb", 512, true},
		{"1GB", 1024, true},
		{"1 GiB", 1024, true},
		{"1.5g", 1536, true},
		{"1024k", 1, true},
		{"", 0, false},
		{"gb", 0, false},
		{"1xb", 0, false},
		{"-1gb", 0, false},
		{"1gbx", 0, false},
	}
	for _, tt := range tests {
		if mb, ok := MegabytesOf(tt.text); mb != tt.mb || ok != tt.ok {
			t.Errorf("MegabytesOf(%q) = %d, %v; want %d, %v", tt.text, mb, ok, tt.mb, tt.ok)
		}
	}
	if gb, ok := GigabytesOf("10GB"); gb != 10 || !ok {
		t.Errorf("GigabytesOf(10GB) = %d, %v", gb, ok)
	}
}
