// A run is over before a container's processor limit changes: watching it takes
// a goroutine and a thread of every start. The limit itself is heeded.
//
//go:debug updatemaxprocs=0

// Command flylint lints the deployment of an Elixir app on Fly.io.
package main

import (
	"os"
	"time"
)

func main() {
	reserveStack(false)
	c := command{Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Getenv: os.Getenv, Getwd: os.Getwd, Now: time.Now}
	os.Exit(c.Main(os.Args[1:]))
}
