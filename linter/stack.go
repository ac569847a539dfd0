package linter

// reserveStack makes room on the goroutine's stack for what judging needs.
// Otherwise it grows by doubling several times while the parsers are deep in a
// tree, and each time all of their frames are looked up and copied: a twentieth
// of the time that one project takes.
//
//go:noinline
func reserveStack(use bool) {
	if !use { // the room is this function's frame, taken before anything is done
		return
	}
	var room [20 << 10]byte
	touch(&room)
}

//go:noinline
func touch(room *[20 << 10]byte) { room[0]++ }
