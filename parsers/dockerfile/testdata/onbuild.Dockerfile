FROM ruby:3.3 AS base
ONBUILD COPY --chown=app . /app
ONBUILD RUN ["make", "all"]
ONBUILD RUN <<EOF
make
EOF
onbuild ENV A=b
ONBUILD HEALTHCHECK --interval=5s CMD curl -f localhost
HEALTHCHECK --interval=30s --timeout=3s --retries=2 CMD ["curl", "-f", "http://localhost/"]
HEALTHCHECK NONE
