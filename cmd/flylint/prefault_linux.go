package main

import (
	"unsafe"

	"golang.org/x/sys/unix"
)

const (
	// heapOfOne is how many bytes of the heap linting one project takes.
	heapOfOne = 640 << 10

	// heapChunk is what a processor of Go's runtime sets aside of the heap for
	// itself, aligned, before it takes the next (runtime/mpagecache.go).
	heapChunk = 512 << 10
)

// prefault asks the system for the memory of one project at once. It would
// otherwise come page by page as each is first written to, and every time the
// program is interrupted. That takes about a thirtieth of the time of one project.
//
// Contents do not change. Where the heap lies otherwise than thought, or the
// system is older than Linux 5.14, nothing comes of it, and nothing is lost.
func prefault() {
	present := uintptr(unsafe.Pointer(newInPresentChunk())) + unsafe.Sizeof(inPresentChunk{})
	left := -present & (heapChunk - 1)
	populate(present, left)
	if left < heapOfOne {
		next := uintptr(unsafe.Pointer(newInNextChunk())) + unsafe.Sizeof(inNextChunk{})
		populate(next, heapOfOne-left)
	}
}

func populate(from, size uintptr) {
	_, _, _ = unix.Syscall(unix.SYS_MADVISE, from, size, unix.MADV_POPULATE_WRITE)
}

// What these two hold is never touched, so they take no memory. The one is too
// large for a gap, so beyond it lies what is taken next; the other is too large
// for a chunk that is set aside, so it begins the one that will be.
type (
	inPresentChunk [32 << 10]byte
	inNextChunk    [128 << 10]byte
)

//go:noinline
func newInPresentChunk() *inPresentChunk { return new(inPresentChunk) } // on the heap

//go:noinline
func newInNextChunk() *inNextChunk { return new(inNextChunk) } // on the heap
