package main

// reserveStack makes room on the stack for what parsing and judging need. It
// would otherwise grow by doubling, several times, while many calls are open,
// and each time the frames of all of them are looked up and copied: that takes a
// fortieth of the time of one project.
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
