package main

import (
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// patience is how long a server may take to answer before it is given up.
const patience = 20 * time.Second

// server is a language server to measure, and the file it is measured with.
type server struct {
	name    string
	args    []string
	subject subject
	pull    bool // ask for diagnostics instead of waiting for them
	floor   bool // it judges nothing
}

// session is a running server with an open file.
type session struct {
	server
	wire
	cmd         *exec.Cmd
	uri         string
	original    string
	text        string // as the server has it
	version     int
	requests    int
	incremental bool
}

// diagnostics is what a server says of one version of a file.
type diagnostics struct {
	URI     string            `json:"uri"`
	Version *int              `json:"version"` // some servers leave it out
	Found   []json.RawMessage `json:"diagnostics"`
	Items   []json.RawMessage `json:"items"` // when pulled
}

// open starts the server in the project and opens its file.
func (s server) open(root string) (*session, error) {
	text, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(s.subject.file)))
	if err != nil {
		return nil, err
	}
	cmd := exec.Command(s.args[0], s.args[1:]...)
	cmd.Dir = root
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	n := &session{server: s, wire: newWire(out, in), cmd: cmd, original: string(text), text: string(text)}
	n.uri = fileURI(filepath.Join(root, filepath.FromSlash(s.subject.file)))
	if err := n.start(root); err != nil {
		n.close()
		return nil, fmt.Errorf("%s: %w", s.name, err)
	}
	return n, nil
}

func fileURI(path string) string {
	return (&url.URL{Scheme: "file", Path: filepath.ToSlash(path)}).String()
}

// start shakes hands and waits for the first diagnostics.
func (n *session) start(root string) error {
	document := map[string]any{
		"synchronization":    map[string]any{},
		"publishDiagnostics": map[string]any{"versionSupport": true, "relatedInformation": true, "codeDescriptionSupport": true},
	}
	workspace := map[string]any{}
	if n.pull {
		document["diagnostic"] = map[string]any{}
		workspace["diagnostics"] = map[string]any{"refreshSupport": true}
	}
	result, err := n.ask("initialize", map[string]any{
		"processId":        os.Getpid(),
		"rootUri":          fileURI(root),
		"workspaceFolders": []any{map[string]any{"uri": fileURI(root), "name": "project"}},
		"capabilities":     map[string]any{"textDocument": document, "workspace": workspace},
	})
	if err != nil {
		return err
	}
	n.incremental = syncKind(result) == 2
	if err := n.notify("initialized", struct{}{}); err != nil {
		return err
	}
	err = n.notify("textDocument/didOpen", map[string]any{"textDocument": map[string]any{
		"uri": n.uri, "languageId": n.subject.language, "version": n.version, "text": n.text,
	}})
	if err == nil {
		_, err = n.diagnostics()
	}
	return err
}

// syncKind reads how a server wants changes: 1 is the whole text, 2 the range.
func syncKind(initialized json.RawMessage) int {
	var result struct {
		Capabilities struct {
			Sync json.RawMessage `json:"textDocumentSync"`
		} `json:"capabilities"`
	}
	var options struct {
		Change int `json:"change"`
	}
	kind := 1
	if json.Unmarshal(initialized, &result) != nil {
		return kind
	}
	if json.Unmarshal(result.Capabilities.Sync, &kind) == nil {
		return kind
	}
	if json.Unmarshal(result.Capabilities.Sync, &options) == nil {
		return options.Change
	}
	return kind
}

// edit changes the file and returns how long its diagnostics took, and how many
// they are.
func (n *session) edit(to string) (time.Duration, int, error) {
	var c change
	if c = (change{Text: to}); n.incremental {
		c = difference(n.text, to)
	}
	n.version++
	n.text = to
	start := time.Now()
	err := n.notify("textDocument/didChange", map[string]any{
		"textDocument":   map[string]any{"uri": n.uri, "version": n.version},
		"contentChanges": []change{c},
	})
	if err != nil {
		return 0, 0, err
	}
	count, err := n.diagnostics()
	return time.Since(start), count, err
}

// diagnostics returns how many diagnostics the present version has.
func (n *session) diagnostics() (int, error) {
	if n.pull {
		result, err := n.ask("textDocument/diagnostic", map[string]any{"textDocument": map[string]any{"uri": n.uri}})
		if err != nil {
			return 0, err
		}
		var d diagnostics
		err = json.Unmarshal(result, &d)
		return len(d.Items), err
	}
	var d diagnostics
	err := n.await(func(m message) (bool, error) {
		if m.Method != "textDocument/publishDiagnostics" {
			return false, nil
		}
		d = diagnostics{}
		if err := json.Unmarshal(m.Params, &d); err != nil {
			return false, err
		}
		return d.URI == n.uri && (d.Version == nil || *d.Version == n.version), nil
	})
	return len(d.Found), err
}

// ask sends a request and returns its result.
func (n *session) ask(method string, params any) (json.RawMessage, error) {
	n.requests++
	if err := n.request(n.requests, method, params); err != nil {
		return nil, err
	}
	var answer message
	err := n.await(func(m message) (bool, error) {
		answer = m
		return m.ID != nil && m.Method == "" && string(*m.ID) == fmt.Sprint(n.requests), nil
	})
	if err == nil && answer.Error != nil {
		err = fmt.Errorf("%s: %s", method, answer.Error)
	}
	return answer.Result, err
}

// await reads until a message is the one wanted, and answers the server's own
// requests with null meanwhile.
func (n *session) await(wanted func(message) (bool, error)) error {
	giveUp := time.AfterFunc(patience, func() { n.cmd.Process.Kill() })
	defer giveUp.Stop()
	for {
		m, err := n.read()
		if err != nil {
			return fmt.Errorf("no answer: %w", err)
		}
		if found, err := wanted(m); found || err != nil {
			return err
		}
		if m.ID != nil && m.Method != "" {
			if err := n.write(message{ID: m.ID, Result: json.RawMessage("null")}); err != nil {
				return err
			}
		}
	}
}

// close ends the server.
func (n *session) close() {
	n.cmd.Process.Kill()
	n.cmd.Wait()
}
