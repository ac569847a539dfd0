package ecto

import "github.com/flylint/flylint/internal/nearest"

// bareOptions are the atoms that :gen_tcp.connect takes by themselves
// (erlang.org/doc/man/gen_tcp, type connect_option).
func bareOptions() []string { return []string{"inet", "inet6", "local", "binary", "list"} }

// switches are the options that true turns on, and which are worth nothing
// without it.
func switches() []string {
	return []string{
		"keepalive", "nodelay", "reuseaddr", "delay_send", "exit_on_close", "send_timeout_close", "show_econnreset",
		"recvtos", "recvttl",
	}
}

// valued are options that need a value nobody can guess.
func valued() []string {
	return []string{
		"active", "bind_to_device", "buffer", "deliver", "dontroute", "fd", "header", "high_msgq_watermark", "high_watermark",
		"ifaddr", "ip", "ipv6_v6only", "line_delimiter", "linger", "low_msgq_watermark", "low_watermark", "mode", "netns",
		"nopush", "packet", "packet_size", "pktoptions", "port", "priority", "raw", "recbuf", "recvtclass", "reuseport",
		"reuseport_lb", "send_timeout", "sndbuf", "tclass", "tcp_module", "tos", "ttl",
	}
}

// likelyOption is the option that a name is a slip of; "" when none is.
func likelyOption(name string) string {
	all := append(bareOptions(), switches()...)
	return nearest.Name(name, append(all, valued()...))
}
