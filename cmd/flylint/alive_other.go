//go:build !unix

package main

import "os"

// signalReaches trusts that a process that was found is there.
func signalReaches(*os.Process) bool { return true }
