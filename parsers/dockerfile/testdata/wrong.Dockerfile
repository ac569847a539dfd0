RUN before from
FROM debian AS 1bad
FROM a b
FRM typo
ENV NOVALUE
ENV A=1 B
COPY onlyone
COPY --form=x a b
COPY --from a b
RUN ["a", 1]
EXPOSE
EXPOSE eighty
WORKDIR
USER ${
ONBUILD ONBUILD RUN x
SHELL bash
HEALTHCHECK CMD
HEALTHCHECK MAYBE x
ENV OPEN="quote
ARG =x
VOLUME [""]
USER fine
RUN <<NEVER
body
USER later
