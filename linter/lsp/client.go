package lsp

import (
	"encoding/json"
	"slices"
)

// initializeParams is what a client says of itself. Clients leave out most.
type initializeParams struct {
	ProcessID    *int              `json:"processId"`
	RootURI      string            `json:"rootUri"`
	Folders      []workspaceFolder `json:"workspaceFolders"`
	Options      json.RawMessage   `json:"initializationOptions"`
	Client       clientInfo        `json:"clientInfo"`
	Capabilities capabilities      `json:"capabilities"`
}

type clientInfo struct {
	Name string `json:"name"`
}

// pullsWorkspace reports whether a client that is told to ask again may be
// offered the diagnostics of the whole workspace. Neovim then asks for these
// only, and drops what they say of open buffers: an edit of one file would leave
// the others' diagnostics as they were.
func (i clientInfo) pullsWorkspace() bool { return i.Name != "Neovim" }

type capabilities struct {
	General struct {
		PositionEncodings []string `json:"positionEncodings"`
	} `json:"general"`
	Workspace struct {
		Folders       bool `json:"workspaceFolders"`
		Configuration bool `json:"configuration"`
		Diagnostics   struct {
			Refresh bool `json:"refreshSupport"`
		} `json:"diagnostics"`
		WatchedFiles struct {
			Dynamic bool `json:"dynamicRegistration"`
		} `json:"didChangeWatchedFiles"`
		Edit struct {
			DocumentChanges bool `json:"documentChanges"`
		} `json:"workspaceEdit"`
	} `json:"workspace"`
	Window struct {
		ShowDocument struct {
			Support bool `json:"support"`
		} `json:"showDocument"`
	} `json:"window"`
	TextDocument struct {
		Diagnostic *struct {
			RelatedDocuments bool `json:"relatedDocumentSupport"`
		} `json:"diagnostic"`
		Publish    diagnosticAbilities `json:"publishDiagnostics"`
		CodeAction struct {
			Literals  *json.RawMessage `json:"codeActionLiteralSupport"`
			Preferred bool             `json:"isPreferredSupport"`
		} `json:"codeAction"`
		Hover struct {
			Formats []string `json:"contentFormat"`
		} `json:"hover"`
		Completion struct {
			Item struct {
				Formats []string `json:"documentationFormat"`
				Snippet bool     `json:"snippetSupport"`
			} `json:"completionItem"`
		} `json:"completion"`
	} `json:"textDocument"`
}

// diagnosticAbilities is what a client can show of a diagnostic. It is said
// under publishDiagnostics, by clients that pull too.
type diagnosticAbilities struct {
	Related     bool `json:"relatedInformation"`
	Description bool `json:"codeDescriptionSupport"`
	Tags        struct {
		Values []int `json:"valueSet"`
	} `json:"tagSupport"`
}

// pulls reports whether the client asks for diagnostics. Then none are pushed:
// it would show them twice. A client that asks but cannot be told to ask again,
// as Neovim 0.10, would never learn what an edit of one file makes of another:
// it is served as one that does not ask.
func (c *capabilities) pulls() bool {
	return c.TextDocument.Diagnostic != nil && c.Workspace.Diagnostics.Refresh
}

// encoding is the unit positions are counted in: UTF-16, which every client
// must know, unless the client names others only. (Two servers with different
// encodings on one buffer confuse some editors.)
func (c *capabilities) encoding() encoding {
	known := c.General.PositionEncodings
	if len(known) == 0 || slices.Contains(known, string(utf16)) {
		return utf16
	}
	for _, e := range []encoding{utf8, utf32} {
		if slices.Contains(known, string(e)) {
			return e
		}
	}
	return utf16
}

// markupKind is the first of the formats that the server can write.
func markupKind(formats []string) string {
	if len(formats) > 0 && formats[0] == "markdown" || slices.Contains(formats, "markdown") && !slices.Contains(formats, "plaintext") {
		return "markdown"
	}
	return "plaintext"
}
