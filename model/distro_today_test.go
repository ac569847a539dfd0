package model

import (
	"testing"

	"github.com/flylint/flylint/internal/sourcetest"
	"github.com/flylint/flylint/model/source"
)

func TestDistroToday(t *testing.T) {
	for image, want := range map[string]string{
		"debian:stable-slim":              "trixie",
		"debian":                          "trixie",
		"debian:sid-slim":                 "",
		"debian:bullseye-slim":            "bullseye",
		"elixir:1.14":                     "bookworm",
		"elixir:1.14.5-slim":              "bookworm",
		"elixir:1.14.0":                   "",
		"elixir:1.19.9":                   "trixie",
		"elixir:1.14-otp-25-slim":         "bullseye",
		"elixir:1.18.3-otp-27-slim":       "bookworm",
		"docker.io/library/elixir:1.19":   "trixie",
		"elixir:latest":                   "",
		"elixir:1.99":                     "",
		"erlang:28.1-slim":                "trixie",
		"erlang:19":                       "",
		"example.org/erlang:28":           "",
		"hexpm/elixir:1.18.4-erlang-27.3": "",
	} {
		src := sourcetest.Load(t, "-- fly.toml --\napp = 'a'\n-- Dockerfile --\nFROM "+image+" AS one\nFROM one\n")
		im := Load(src, source.Target{Config: "fly.toml", Dir: "."}, Known{}).Image
		got, _ := im.DistroToday(im.Final)
		if got.Release != want {
			t.Errorf("%s: %q, want %q", image, got.Release, want)
		}
	}
}
