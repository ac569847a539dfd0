// Package mnesia holds the rules on Mnesia, Erlang's database, whose tables lie
// on the disc of one machine and belong to one node's name.
package mnesia

// Where the facts come from.
const (
	userGuide = "https://www.erlang.org/doc/apps/mnesia/mnesia_chap7.html"
	manual    = "https://www.erlang.org/doc/apps/mnesia/mnesia.html"
	volumes   = "https://fly.io/docs/volumes/overview/"
)
