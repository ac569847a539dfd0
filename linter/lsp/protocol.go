package lsp

import (
	"encoding/json"

	"github.com/sourcegraph/jsonrpc2"
)

// The parts of the Language Server Protocol 3.18 that the server speaks, with
// the protocol's own names. What a client may leave out is a pointer, or the
// zero value means the same.

type position struct {
	Line      int `json:"line"`      // from 0
	Character int `json:"character"` // from 0, in units of the agreed encoding
}

type span struct {
	Start position `json:"start"`
	End   position `json:"end"`
}

type location struct {
	URI   string `json:"uri"`
	Range span   `json:"range"`
}

type textDocumentItem struct {
	URI        string `json:"uri"`
	LanguageID string `json:"languageId"`
	Version    int    `json:"version"`
	Text       string `json:"text"`
}

type textDocumentID struct {
	URI     string `json:"uri"`
	Version *int   `json:"version"` // null, or absent, where it does not matter
}

type contentChange struct {
	Range *span  `json:"range"` // nil replaces the whole text
	Text  string `json:"text"`
}

type didOpenParams struct {
	TextDocument textDocumentItem `json:"textDocument"`
}

type didChangeParams struct {
	TextDocument   textDocumentID  `json:"textDocument"`
	ContentChanges []contentChange `json:"contentChanges"`
}

type documentParams struct {
	TextDocument textDocumentID `json:"textDocument"`
}

type positionParams struct {
	TextDocument textDocumentID `json:"textDocument"`
	Position     position       `json:"position"`
}

type workspaceFolder struct {
	URI  string `json:"uri"`
	Name string `json:"name"`
}

type foldersChange struct {
	Event struct {
		Added   []workspaceFolder `json:"added"`
		Removed []workspaceFolder `json:"removed"`
	} `json:"event"`
}

type watchedFiles struct {
	Changes []struct {
		URI  string `json:"uri"`
		Type int    `json:"type"`
	} `json:"changes"`
}

type configurationParams struct {
	Settings json.RawMessage `json:"settings"`
}

type cancelParams struct {
	ID jsonrpc2.ID `json:"id"`
}

// Severities of diagnostics.
const (
	severityError = iota + 1
	severityWarning
	severityInformation
)

// Tags of diagnostics.
const (
	tagUnnecessary = iota + 1
	tagDeprecated
)

type diagnostic struct {
	Range       span             `json:"range"`
	Severity    int              `json:"severity"`
	Code        string           `json:"code"`
	Description *codeDescription `json:"codeDescription,omitempty"`
	Source      string           `json:"source"`
	Message     string           `json:"message"`
	Tags        []int            `json:"tags,omitempty"`
	Related     []relatedPlace   `json:"relatedInformation,omitempty"`
}

type codeDescription struct {
	Href string `json:"href"`
}

type relatedPlace struct {
	Location location `json:"location"`
	Message  string   `json:"message"`
}

type publishParams struct {
	URI         string          `json:"uri"`
	Version     *int            `json:"version,omitempty"`
	Diagnostics json.RawMessage `json:"diagnostics"`
}

type diagnosticParams struct {
	TextDocument     textDocumentID `json:"textDocument"`
	PreviousResultID string         `json:"previousResultId"`
}

// report is what a pull of one document's diagnostics gets: full or unchanged.
type report struct {
	Kind     string          `json:"kind"`
	ResultID string          `json:"resultId"`
	Items    json.RawMessage `json:"items,omitempty"`
}

type workspaceDiagnosticParams struct {
	Previous []struct {
		URI   string `json:"uri"`
		Value string `json:"value"`
	} `json:"previousResultIds"`
}

type workspaceReport struct {
	Items []documentReport `json:"items"`
}

type documentReport struct {
	report
	URI     string `json:"uri"`
	Version *int   `json:"version"` // null for a file that is not open
}

type codeActionParams struct {
	TextDocument textDocumentID `json:"textDocument"`
	Range        span           `json:"range"`
	Context      struct {
		Only        []string          `json:"only"`
		Diagnostics []namedDiagnostic `json:"diagnostics"` // those the action is asked for
	} `json:"context"`
}

// namedDiagnostic is one that a client sends back: ours, or another server's,
// whose code may be a number.
type namedDiagnostic struct {
	Range span            `json:"range"`
	Code  json.RawMessage `json:"code"`
}

type codeAction struct {
	Title       string         `json:"title"`
	Kind        string         `json:"kind"`
	Diagnostics []diagnostic   `json:"diagnostics,omitempty"`
	Preferred   bool           `json:"isPreferred,omitempty"`
	Edit        *workspaceEdit `json:"edit,omitempty"`
	Command     *command       `json:"command,omitempty"`
}

type command struct {
	Title     string `json:"title"`
	Command   string `json:"command"`
	Arguments []any  `json:"arguments,omitempty"`
}

type executeParams struct {
	Command   string            `json:"command"`
	Arguments []json.RawMessage `json:"arguments"`
}

type showDocumentParams struct {
	URI       string `json:"uri"`
	TakeFocus bool   `json:"takeFocus"`
	Selection span   `json:"selection"`
}

// workspaceEdit holds one of its two forms, whichever the client understands.
type workspaceEdit struct {
	Changes         map[string][]textEdit `json:"changes,omitempty"`
	DocumentChanges []documentEdit        `json:"documentChanges,omitempty"`
}

type documentEdit struct {
	TextDocument versionedID `json:"textDocument"`
	Edits        []textEdit  `json:"edits"`
}

type versionedID struct {
	URI     string `json:"uri"`
	Version *int   `json:"version"` // null for a file that is not open
}

type textEdit struct {
	Range   span   `json:"range"`
	NewText string `json:"newText"`
}

type markup struct {
	Kind  string `json:"kind"` // markdown or plaintext
	Value string `json:"value"`
}

type hover struct {
	Contents markup `json:"contents"`
	Range    *span  `json:"range,omitempty"`
}

type showMessageParams struct {
	Type    int    `json:"type"`
	Message string `json:"message"`
}
