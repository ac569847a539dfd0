//go:build !linux

package main

// prefault does nothing: only Linux takes such advice.
func prefault() {}
