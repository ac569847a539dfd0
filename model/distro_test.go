package model

import (
	"testing"

	"github.com/flylint/flylint/internal/sourcetest"
	"github.com/flylint/flylint/model/source"
)

func TestDistro(t *testing.T) {
	for _, tc := range []struct{ image, want, openssl string }{
		{"debian:bookworm-20250811-slim", "debian bookworm", "3"},
		{"docker.io/library/debian:12.5-slim", "debian bookworm", "3"},
		{"debian:bullseye-slim", "debian bullseye", "1.1"},
		{"debian:stable-slim", "debian", ""},
		{"debian:forky-slim", "debian forky", "3"},
		{"ubuntu:22.04", "ubuntu jammy", "3"},
		{"ubuntu", "ubuntu", ""},
		{"hexpm/elixir:1.18.4-erlang-27.3.4.2-debian-trixie-20250811-slim", "debian trixie", "3"},
		{"hexpm/elixir:1.18.4-erlang-27.3.4.2-ubuntu-noble-20250714", "ubuntu noble", "3"},
		{"hexpm/elixir:1.12.1-erlang-24.0.1-alpine-3.13.3", "alpine 3.13", "1.1"},
		{"alpine:3.9", "alpine 3.9", "1.1"},
		{"alpine:3.22", "alpine 3.22", "3"},
		{"alpine:latest", "alpine", ""},
		{"elixir:1.18-alpine", "alpine", ""},
		{"elixir:1.18-otp-27-alpine3.21", "alpine 3.21", "3"},
		{"elixir:1.18", "debian", ""},
		{"acme/elixir:1.18", "", ""},
		{"gcr.io/distroless/cc-debian12", "debian bookworm", "3"},
		{"node:22-bookworm-slim", "debian bookworm", "3"},
		{"scratch", "", ""},
	} {
		src := sourcetest.Load(t, "-- fly.toml --\napp = 'a'\n-- Dockerfile --\nFROM "+tc.image+" AS one\nFROM one\n")
		im := Load(src, source.Target{Config: "fly.toml", Dir: "."}, Known{}).Image
		d, known := im.Distro(im.Final)
		if d.String() != tc.want || known != (tc.want != "") || d.OpenSSL != tc.openssl {
			t.Errorf("%s: %v (OpenSSL %s), %v", tc.image, d, d.OpenSSL, known)
		}
	}
}
