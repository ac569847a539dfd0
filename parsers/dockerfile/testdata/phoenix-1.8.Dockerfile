# syntax=docker/dockerfile:1
ARG ELIXIR_VERSION=1.18.4
ARG OTP_VERSION=27.3.4
ARG DEBIAN_VERSION=trixie-20250811-slim

ARG BUILDER_IMAGE="docker.io/hexpm/elixir:${ELIXIR_VERSION}-erlang-${OTP_VERSION}-debian-${DEBIAN_VERSION}"
ARG RUNNER_IMAGE="docker.io/debian:${DEBIAN_VERSION}"

FROM ${BUILDER_IMAGE} AS builder

RUN apt-get update \
  && apt-get install -y --no-install-recommends build-essential git \
  && rm -rf /var/lib/apt/lists/*

WORKDIR /app
RUN mix local.hex --force \
  && mix local.rebar --force
ENV MIX_ENV="prod" \
    ERL_FLAGS="+JPperf true"

COPY mix.exs mix.lock ./
RUN --mount=type=secret,id=OBAN_KEY,required=true \
    --mount=type=cache,target=/root/.hex/packages \
    mix hex.repo add oban https://getoban.example --auth-key "$(cat /run/secrets/OBAN_KEY)" && \
    mix deps.get --only $MIX_ENV

COPY . .
RUN mix do assets.setup, compile, assets.deploy, release

FROM ${RUNNER_IMAGE} AS final
RUN apt-get update \
  && apt-get install -y --no-install-recommends libstdc++6 openssl libncurses6 locales ca-certificates \
  && rm -rf /var/lib/apt/lists/*

ENV LANG=en_US.UTF-8 LANGUAGE=en_US:en
ENV LC_ALL=$LANG

WORKDIR "/app"
RUN chown nobody /app
ENV MIX_ENV="prod"
COPY --from=builder --chown=nobody:root /app/_build/${MIX_ENV}/rel/otters ./
USER nobody
EXPOSE 4000

ENTRYPOINT ["/tini", "--"]
CMD ["/app/bin/server"]
