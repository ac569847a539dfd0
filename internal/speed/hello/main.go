// Command hello is the least a Go program can do: the yardstick of start-up.
package main

import "fmt"

func main() { fmt.Println("hello, world") }
