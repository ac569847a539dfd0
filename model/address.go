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

// Pinned says how long an address of Fly's private network stays where it is.
type Pinned uint8

// The lifetimes of addresses.
const (
	PinnedNot     Pinned = iota // no such address, or one of every network that stays: fdaa::3, the resolver
	PinnedService               // of a Flycast service or a managed database: fdaa:0:<network>:0:1::n
	PinnedMachine               // of a machine: it goes with the machine
)

// PinnedAddress tells what kind of private address text is.
func PinnedAddress(text string) Pinned {
	if !Is6PN(text) {
		return PinnedNot
	}
	b := netip.MustParseAddr(text).As16()
	switch {
	case b[2]|b[3]|b[4]|b[5] == 0:
		return PinnedNot
	case b[6]|b[7]|b[8] == 0 && b[9] == 1:
		return PinnedService
	}
	return PinnedMachine
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
		if address := strings.TrimRight(rest[:end], ":"); PinnedAddress(address) == PinnedMachine {
			return address
		}
		rest = rest[end:]
	}
}
