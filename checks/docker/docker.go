// Package docker holds the rules on the Dockerfile that fly deploy builds: what
// enters the image, and whether it runs there.
package docker

// Where the facts come from.
const (
	releaseRequirements = "https://hexdocs.pm/mix/Mix.Tasks.Release.html#module-requirements"
	phoenixContainers   = "https://hexdocs.pm/phoenix/releases.html#containers"
	dockerfileReference = "https://docs.docker.com/reference/dockerfile/"
)
