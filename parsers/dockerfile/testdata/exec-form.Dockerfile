FROM busybox
RUN ["/bin/sh", "-c", "echo \"quoted\" \u00e9 \t tab"]
RUN [ ]
RUN [ "a" , "b" ] trailing
RUN ['single', 'quotes']
CMD [ "é", "" ]
ENTRYPOINT /bin/app "$@" 'a b' c\ d
CMD
SHELL [ "/bin/bash", "-o", "pipefail", "-c" ]
RUN --network=none --security=sandbox -- --not-a-flag
ENTRYPOINT []
VOLUME [ "/a b" ]
COPY [ "a b", "c" ]
COPY --exclude=*.md --exclude="*.txt" --parents . /x
ADD --checksum=sha256:00 --keep-git-dir=true https://example.com/x.tar /
