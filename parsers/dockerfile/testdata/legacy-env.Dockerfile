FROM alpine:3.20
ENV ONE value with   blanks
ENV TWO   "quoted value"
ENV THREE a=b c=d
ENV FOUR=a\ b FIVE='single $ONE' SIX="double $ONE" SEVEN=$ONE\$TWO EIGHT=
ENV NINE="x" TEN=${NINE}y ELEVEN=${UNSET:-fallback} TWELVE=${NINE:+set} THIRTEEN=${UNSET:+set}
ENV FOURTEEN=${NINE}z
ENV NINE=changed
ENV PATH=/opt/bin:$PATH
LABEL maintainer="someone" "a b"=c description="two \
lines"
LABEL old style label
MAINTAINER Someone Else <someone@example.com>
