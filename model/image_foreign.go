package model

import (
	"bytes"
	"slices"
	"strings"
)

// deploysOther reports whether what is deployed is surely not the Elixir project
// beside the fly config, but a database, a proxy or another program that the app
// has beside it: a well-known image, or a Dockerfile in which nothing could have
// to do with Elixir.
func (b *Basis) deploysOther() bool {
	if image := b.Fly.Build.Image; image.Set {
		return isOtherImage(image.V)
	}
	return b.Image != nil && b.Image.isForeign()
}

// isForeign reports whether a Dockerfile makes an image from one of another
// language or server, and does not speak of Elixir.
func (im *Image) isForeign() bool {
	if im.Final == nil {
		return false
	}
	chain := stageChain(im.Final)
	base := chain[len(chain)-1].Base.Name
	return base.Known() && isOtherImage(base.Text) && !speaksOfElixir(im.File.Src)
}

// speaksOfElixir reports whether a Dockerfile has a word in it that could have
// to do with Elixir, with a release, or with tools that install either.
func speaksOfElixir(src []byte) bool {
	text := bytes.ToLower(src)
	for _, word := range [...]string{"elixir", "erlang", "erl", "mix", "phoenix", "phx", "beam", "rel/", "release", "_build", "asdf", "mise", "nix", "entrypoint", ".sh"} {
		if bytes.Contains(text, []byte(word)) {
			return true
		}
	}
	return false
}

// otherImages are official images of Docker's of other languages, servers and
// tools, and otherOwners those who make such on Docker Hub. Others may be the app.
var (
	otherImages = []string{
		"caddy", "cassandra", "consul", "eclipse-temurin", "elasticsearch", "ghost", "golang", "haproxy", "httpd", "influxdb", "mariadb", "memcached", "mongo", "mysql", "nats",
		"neo4j", "nginx", "node", "php", "postgres", "python", "rabbitmq", "redis", "registry", "ruby", "rust", "traefik", "valkey", "vault", "wordpress",
	}
	otherOwners = []string{"bitnami", "clickhouse", "darthsim", "edoburu", "flyio", "getmeili", "grafana", "minio", "prom", "timescale", "typesense"}
)

// isOtherImage reports whether an image is well known for something else than
// Elixir.
func isOtherImage(name string) bool {
	repository := officialName(name)
	if owner, _, owned := strings.Cut(repository, "/"); owned {
		return slices.Contains(otherOwners, owner)
	}
	return slices.Contains(otherImages, repository)
}

// officialName is an image's name without its tag, and without the registry and
// the owner of Docker's official images.
func officialName(name string) string {
	name, _, _ = strings.Cut(name, "@")
	if i := strings.LastIndexByte(name, ':'); i > strings.LastIndexByte(name, '/') {
		name = name[:i]
	}
	for _, prefix := range [...]string{"docker.io/", "public.ecr.aws/docker/", "mirror.gcr.io/", "library/"} {
		name = strings.TrimPrefix(name, prefix)
	}
	return name
}
