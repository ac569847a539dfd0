// Command flylint lints the deployment of an Elixir app on Fly.io.
package main

import "os"

func main() {
	c := command{Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Getenv: os.Getenv, Getwd: os.Getwd}
	os.Exit(c.Main(os.Args[1:]))
}
