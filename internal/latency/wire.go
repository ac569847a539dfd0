package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net/textproto"
	"strconv"
)

// message is any message of JSON-RPC: a request has a method and an ID, a
// notification a method, an answer an ID.
type message struct {
	Version string           `json:"jsonrpc"`
	ID      *json.RawMessage `json:"id,omitempty"`
	Method  string           `json:"method,omitempty"`
	Params  json.RawMessage  `json:"params,omitempty"`
	Result  json.RawMessage  `json:"result,omitempty"`
	Error   json.RawMessage  `json:"error,omitempty"`
}

// wire carries messages in the frames of the language server protocol.
type wire struct {
	in  *bufio.Reader
	out io.Writer
}

func newWire(in io.Reader, out io.Writer) wire { return wire{bufio.NewReader(in), out} }

// read returns the next message.
func (w wire) read() (message, error) {
	head, err := textproto.NewReader(w.in).ReadMIMEHeader()
	if err != nil {
		return message{}, err
	}
	size, err := strconv.Atoi(head.Get("Content-Length"))
	if err != nil {
		return message{}, fmt.Errorf("Content-Length: %w", err)
	}
	body := make([]byte, size)
	if _, err := io.ReadFull(w.in, body); err != nil {
		return message{}, err
	}
	var m message
	return m, json.Unmarshal(body, &m)
}

// write sends a message in one piece.
func (w wire) write(m message) error {
	m.Version = "2.0"
	body, err := json.Marshal(m)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(w.out, "Content-Length: %d\r\n\r\n%s", len(body), body)
	return err
}

// notify sends a notification.
func (w wire) notify(method string, params any) error {
	body, err := json.Marshal(params)
	if err != nil {
		return err
	}
	return w.write(message{Method: method, Params: body})
}

// request sends a request of that number.
func (w wire) request(number int, method string, params any) error {
	body, err := json.Marshal(params)
	if err != nil {
		return err
	}
	id := json.RawMessage(strconv.Itoa(number))
	return w.write(message{ID: &id, Method: method, Params: body})
}
