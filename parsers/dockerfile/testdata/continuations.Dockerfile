
  # indented comment
FROM \
  alpine:3.20 \
  # between the lines

  AS build
RUN echo one && \

    echo two && \
# at the margin
    echo three \
    	# indented
    && ec\
ho four \\
ENV A=b\
c \
    D="e\
f" # not a comment
RUN echo escaped backslash \\
RUN echo trailing blanks \  	
  more
   COPY a b \
    c
\
RUN after a lone escape
CMD [ "sh", \
      "-c", \
      "echo hi" ]
CMD ["not json', 'here']
CMD [ "unterminated"
RUN last \
