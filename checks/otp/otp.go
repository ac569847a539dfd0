// Package otp holds the rules on supervision: how often a supervisor restarts,
// what a process does when it starts, and in which order.
package otp

// The places that most facts of this family were read in.
const (
	supervisorDocs = "https://hexdocs.pm/elixir/Supervisor.html"
	genServerDocs  = "https://hexdocs.pm/elixir/GenServer.html"
)
