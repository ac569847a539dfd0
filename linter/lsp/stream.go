package lsp

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"strconv"
	"strings"
	"sync"

	"github.com/sourcegraph/jsonrpc2"
)

// maxMessage is the size in bytes above which a message is passed over. The
// largest honest one holds a whole file, of which model.MaxFileSize are read.
const maxMessage = 64 << 20

// maxHeaderLine bounds a line that is no header, so that noise without line
// ends does not fill the memory.
const maxHeaderLine = 4 << 10

// stream frames JSON-RPC messages with Content-Length headers. Whatever is not
// a message is answered with an error, where the protocol has one, and passed
// over: only the end of the input ends it.
type stream struct {
	in      *bufio.Reader
	handler jsonrpc2.Handler // gets the requests

	params *json.RawMessage // of the request read last

	mu     sync.Mutex // guards out and buffer
	out    io.Writer
	buffer []byte

	// ended is told once when the input ends, and returns when the connection
	// may be closed: what was asked before is answered first.
	ended func()
}

func newStream(in io.Reader, out io.Writer, handler jsonrpc2.Handler, ended func()) *stream {
	return &stream{in: bufio.NewReaderSize(in, 64<<10), handler: handler, out: out, ended: ended}
}

// ReadObject implements jsonrpc2.ObjectStream.
func (s *stream) ReadObject(v any) error {
	for {
		body, err := s.readBody()
		switch {
		case errors.Is(err, errTooLarge):
			s.refuse(jsonrpc2.CodeInvalidRequest, err.Error())
			continue
		case err != nil:
			s.ended()
			return err
		}
		code, fault := s.decode(body, v)
		if fault == "" {
			return nil
		}
		s.refuse(code, fault)
	}
}

// decode decodes a message. The parameters of a request are put aside: the
// library would decode and encode them several times over.
func (s *stream) decode(body []byte, v any) (code int64, fault string) {
	var full struct {
		Params *json.RawMessage `json:"params"`
		request
	}
	err := json.Unmarshal(body, &full)
	var malformed *json.SyntaxError
	switch {
	case errors.As(err, &malformed):
		return jsonrpc2.CodeParseError, "the message is not JSON"
	case body[0] == '[': // the protocol has no batches
		return jsonrpc2.CodeInvalidRequest, "batches are not supported"
	case err == nil && full.Method != "":
		s.params = full.Params
		body, err = json.Marshal(full.request)
	}
	if err == nil {
		err = json.Unmarshal(body, v)
	}
	if err != nil {
		return jsonrpc2.CodeInvalidRequest, "the message is neither a request nor a response"
	}
	return 0, ""
}

// request is a request or a notification without its parameters.
type request struct {
	Version string           `json:"jsonrpc"`
	ID      *json.RawMessage `json:"id,omitempty"`
	Method  string           `json:"method"`
	Result  *json.RawMessage `json:"result,omitempty"` // it has none; what has both is refused
	Error   *json.RawMessage `json:"error,omitempty"`
}

// Handle gives a request the parameters back that were put aside. It is called
// with one that was read before the next is.
func (s *stream) Handle(ctx context.Context, conn *jsonrpc2.Conn, req *jsonrpc2.Request) {
	req.Params, s.params = s.params, nil
	s.handler.Handle(ctx, conn, req)
}

var errTooLarge = errors.New("the message is too large")

// readBody reads one frame. A frame without a usable length is skipped line by
// line, until one with a length begins.
func (s *stream) readBody() ([]byte, error) {
	length, err := s.readHeader()
	if err != nil {
		return nil, err
	}
	if length > maxMessage {
		if _, err := io.CopyN(io.Discard, s.in, length); err != nil {
			return nil, err
		}
		return nil, errTooLarge
	}
	var body bytes.Buffer // grows with what arrives, not with what was promised
	if _, err := io.CopyN(&body, s.in, length); err != nil {
		return nil, err
	}
	text := bytes.TrimLeft(body.Bytes(), " \t\r\n")
	if len(text) == 0 {
		text = []byte("?") // no JSON
	}
	return text, nil
}

// readHeader reads up to the blank line after a Content-Length and returns the
// length.
func (s *stream) readHeader() (int64, error) {
	length := int64(-1)
	for {
		line, err := s.readLine()
		if err != nil {
			return 0, err
		}
		name, value, isHeader := strings.Cut(line, ":")
		switch {
		case line == "" && length >= 0:
			return length, nil
		case isHeader && strings.EqualFold(strings.TrimSpace(name), "Content-Length"):
			length, err = strconv.ParseInt(strings.TrimSpace(value), 10, 64)
			if err != nil || length < 0 {
				length = -1
			}
		}
	}
}

// readLine reads a line without its end, cut where it is too long for a header.
func (s *stream) readLine() (string, error) {
	var line []byte
	for {
		part, err := s.in.ReadSlice('\n')
		if room := maxHeaderLine - len(line); room > 0 {
			line = append(line, part[:min(room, len(part))]...)
		}
		switch {
		case err == nil:
			return strings.TrimRight(string(line), "\r\n"), nil
		case !errors.Is(err, bufio.ErrBufferFull):
			return "", err
		}
	}
}

// refuse answers a message whose id could not be read, hence with a null id.
func (s *stream) refuse(code int64, message string) {
	_ = s.WriteObject(struct {
		Version string          `json:"jsonrpc"`
		ID      any             `json:"id"`
		Error   *jsonrpc2.Error `json:"error"`
	}{"2.0", nil, &jsonrpc2.Error{Code: code, Message: message}})
}

// WriteObject implements jsonrpc2.ObjectStream.
func (s *stream) WriteObject(v any) error {
	body, err := json.Marshal(v)
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.buffer = append(s.buffer[:0], "Content-Length: "...)
	s.buffer = strconv.AppendInt(s.buffer, int64(len(body)), 10)
	s.buffer = append(s.buffer, "\r\n\r\n"...)
	s.buffer = append(s.buffer, body...)
	_, err = s.out.Write(s.buffer) // one write a message
	return err
}

// Close implements jsonrpc2.ObjectStream. Input and output belong to others.
func (s *stream) Close() error { return nil }
