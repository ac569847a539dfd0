package model

import (
	"net/netip"
	"strings"
)

// Is6PN reports whether text is an address of Fly's private network, which has
// all of fdaa::/16.
func Is6PN(text string) bool {
	a, err := netip.ParseAddr(text)
	if err != nil || !a.Is6() {
		return false
	}
	b := a.As16()
	return b[0] == 0xfd && b[1] == 0xaa
}

// IsMachineAddress reports whether text is the private address of a machine,
// which goes with it. Two kinds stay: those of Flycast, fdaa:0:<network>:0:1::n,
// and those of services of every network, fdaa::n, of which the resolver is one.
func IsMachineAddress(text string) bool {
	if !Is6PN(text) {
		return false
	}
	b := netip.MustParseAddr(text).As16()
	flycast := b[6] == 0 && b[7] == 0 && b[8] == 0 && b[9] == 1
	service := b[2] == 0 && b[3] == 0 && b[4] == 0 && b[5] == 0
	return !flycast && !service
}

// MachineAddressIn is the first machine's private address in a text, such as a
// URL; "" when there is none.
func MachineAddressIn(text string) string {
	for rest := text; ; {
		i := strings.Index(strings.ToLower(rest), "fdaa:")
		if i < 0 {
			return ""
		}
		rest = rest[i:]
		end := strings.IndexFunc(rest, func(c rune) bool { return !strings.ContainsRune("0123456789abcdefABCDEF:", c) })
		if end < 0 {
			end = len(rest)
		}
		if address := strings.TrimRight(rest[:end], ":"); IsMachineAddress(address) {
			return address
		}
		rest = rest[end:]
	}
}
