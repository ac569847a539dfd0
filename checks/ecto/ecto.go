// Package ecto holds the rules about repositories and their connections.
package ecto

// Sources of facts that several rules cite.
const (
	ectoSupervisor = "https://github.com/elixir-ecto/ecto/blob/master/lib/ecto/repo/supervisor.ex"
	genTCP         = "https://www.erlang.org/doc/apps/kernel/gen_tcp.html#t:connect_option/0"
	phoenixOnMPG   = "https://fly.io/docs/mpg/guides-examples/phoenix-guide/"
	privateNetwork = "https://fly.io/docs/networking/private-networking/"
	elixirIPv6     = "https://fly.io/docs/elixir/getting-started/#important-ipv6-settings"
)
