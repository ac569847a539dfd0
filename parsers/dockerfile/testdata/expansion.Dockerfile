ARG A=one
ARG B=${A}-two
ARG EMPTY=
ARG NODEFAULT
ARG BASE="registry.example:5000/acme/base:${B#one-}@sha256:0000000000000000000000000000000000000000000000000000000000000000"
FROM --platform=${PLATFORM:-linux/amd64} ${BASE} AS first
ENV SEEN=$A
ARG A
ENV SEEN2=$A
ARG A=three
ENV A=four
ENV SEEN3=$A "KEY$A"=v
FROM debian:${EMPTY:-bookworm}${EMPTY:+-never}${UNSET-}-slim AS Second
ENV F=archive.tar.gz
ENV G=${F%.gz} H=${F%%.*} I=${F#*.} J=${F##*.} K=${F/tar/zip} L=${F//a/o} M="${F%\.*}" N=${F/.*/x}
ENV Q='$F' R="\$F" S=\$F T="a\b" U=a\b V="${F}" W="'$F'" X='"$F"'
ENV Y=${F:-${G:-deep}} Z=${NOPE:-${G:-deep}} P=$ O=$1
FROM first AS third
ENV FOUND=$SEEN3
ARG LOCAL=${FOUND}
WORKDIR /srv
WORKDIR ${LOCAL}/x
USER ${NOBODY:-nobody}:root
EXPOSE 8080/tcp $A 9000-9010/udp
FROM second
FROM scratch AS fourth
WORKDIR relative
COPY --from=0 /a /b
COPY --from=Second --link /c d/
COPY ["file one", "file two", "/dest/"]
STOPSIGNAL SIGINT
VOLUME /data /logs
VOLUME ["/more"]
