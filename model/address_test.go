package model

import "testing"

func TestMachineAddressIn(t *testing.T) {
	tests := []struct{ text, want string }{
		{"ecto://u@[fdaa:9:c1f2:a7b:2d8:0:1c3e:2]:5432/db", "fdaa:9:c1f2:a7b:2d8:0:1c3e:2"},
		{"FDAA:9:c1f2:a7b:2d8:0:1c3e:2", "FDAA:9:c1f2:a7b:2d8:0:1c3e:2"},
		{"nameserver fdaa::3", ""},
		{"http://[fdaa:9:c1f2:0:1::3]:9200", ""},
		{"fdaa::3 and fdaa:9:c1f2:a7b:2d8:0:1c3e:2", "fdaa:9:c1f2:a7b:2d8:0:1c3e:2"},
		{"fdaa: is the prefix", ""},
		{"2001:db8::1", ""},
		{"", ""},
	}
	for _, tt := range tests {
		if got := MachineAddressIn(tt.text); got != tt.want {
			t.Errorf("MachineAddressIn(%q) = %q, want %q", tt.text, got, tt.want)
		}
	}
}
