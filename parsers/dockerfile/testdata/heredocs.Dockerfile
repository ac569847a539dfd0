# syntax=docker/dockerfile:1.7
FROM debian:bookworm-slim AS base
RUN <<EOF
apt-get update
apt-get install -y curl
# not a comment of the Dockerfile
EOF
RUN <<-'SCRIPT' bash -ex
	echo "$HOME" \
	FROM nowhere
	SCRIPT
COPY <<one.txt <<"two.txt" /etc/
first $PATH
one.txt
second
two.txt
RUN cat 3<<EOF > /x && echo <<A<<B && cat <<< here
to descriptor three
EOF
RUN echo "open <<EOF
RUN ["cat", "<<EOF"]
RUN cat << SPACED
blank before the name
SPACED
ADD --chmod=0644 <<-A /a
	tabs	inside
	A
RUN <<EMPTY
EMPTY
CMD echo $((1<<2))
