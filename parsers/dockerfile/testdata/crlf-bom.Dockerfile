# syntax=docker/dockerfile:1
FROM debian:bookworm AS a
RUN one \
  two
ENV A=b C="d e"
RUN <<EOF
hello
EOF
CMD ["x"]
