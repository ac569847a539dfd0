//go:build unix

package main

import (
	"errors"
	"os"
	"syscall"
)

// signalReaches asks the system for the process by sending it nothing.
func signalReaches(process *os.Process) bool {
	err := process.Signal(syscall.Signal(0))
	return err == nil || errors.Is(err, os.ErrPermission)
}
