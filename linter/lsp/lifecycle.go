package lsp

import (
	"context"
	"slices"
	"time"

	"github.com/sourcegraph/jsonrpc2"
)

// initialize tells client and server what the other can do.
func (s *server) initialize(ctx context.Context, req *jsonrpc2.Request) (any, *jsonrpc2.Error) {
	if s.phase != unborn {
		return nil, &jsonrpc2.Error{Code: jsonrpc2.CodeInvalidRequest, Message: "initialize was sent before"}
	}
	params, err := decode[initializeParams](req)
	if err != nil {
		return nil, err
	}
	s.phase = alive
	s.client = params.Capabilities
	s.enc = s.client.encoding()
	s.prefer(params.Options)
	for _, f := range params.Folders {
		s.addFolder(f.URI)
	}
	if len(params.Folders) == 0 && params.RootURI != "" {
		s.addFolder(params.RootURI)
	}
	if params.ProcessID != nil && s.opts.Alive != nil {
		go s.watchParent(ctx, *params.ProcessID)
	}
	return initializeResult{s.abilities(params.Client), serverInfo{"flylint", s.opts.Version}}, nil
}

// parentInterval is how often the client's process is looked for. Usually its
// end is known at once, by the end of the input.
const parentInterval = 3 * time.Second

// watchParent ends the connection when the client's process is gone.
func (s *server) watchParent(ctx context.Context, pid int) {
	ticker := time.NewTicker(parentInterval)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			if !s.opts.Alive(pid) {
				_ = s.conn.Close()
				return
			}
		}
	}
}

type (
	initializeResult struct {
		Capabilities abilities  `json:"capabilities"`
		ServerInfo   serverInfo `json:"serverInfo"`
	}
	serverInfo struct {
		Name    string `json:"name"`
		Version string `json:"version"`
	}
	abilities struct {
		PositionEncoding encoding           `json:"positionEncoding"`
		Sync             syncAbility        `json:"textDocumentSync"`
		CodeAction       *codeActionAbility `json:"codeActionProvider,omitempty"`
		Hover            bool               `json:"hoverProvider"`
		Completion       completionAbility  `json:"completionProvider"`
		Commands         *commandAbility    `json:"executeCommandProvider,omitempty"`
		Diagnostic       *diagnosticAbility `json:"diagnosticProvider,omitempty"`
		Workspace        workspaceAbilities `json:"workspace"`
	}
	syncAbility struct {
		OpenClose bool `json:"openClose"`
		Change    int  `json:"change"` // 2: incremental; whole texts are understood too
		Save      bool `json:"save"`
	}
	completionAbility struct {
		Triggers []string `json:"triggerCharacters"`
	}
	commandAbility struct {
		Commands []string `json:"commands"`
	}
	codeActionAbility struct {
		Kinds []string `json:"codeActionKinds"`
	}
	diagnosticAbility struct {
		Identifier string `json:"identifier"`
		InterFile  bool   `json:"interFileDependencies"`
		Workspace  bool   `json:"workspaceDiagnostics"`
	}
	workspaceAbilities struct {
		Folders folderAbility `json:"workspaceFolders"`
	}
	folderAbility struct {
		Supported bool `json:"supported"`
		Changes   bool `json:"changeNotifications"`
	}
)

// abilities is what this client is offered.
func (s *server) abilities(client clientInfo) abilities {
	a := abilities{
		PositionEncoding: s.enc,
		Sync:             syncAbility{OpenClose: true, Change: 2, Save: true},
		Hover:            true,
		Completion:       completionAbility{[]string{"[", ".", "\"", "'", "="}},
		Workspace:        workspaceAbilities{folderAbility{true, true}},
	}
	if s.client.TextDocument.CodeAction.Literals != nil { // without, only commands could be offered
		a.CodeAction = &codeActionAbility{[]string{kindQuickFix, kindFixAll}}
		if s.client.Window.ShowDocument.Support {
			a.Commands = &commandAbility{[]string{commandSelect}}
		}
	}
	if s.client.pulls() {
		a.Diagnostic = &diagnosticAbility{Identifier: sourceName, InterFile: true, Workspace: client.pullsWorkspace()}
	}
	return a
}

type (
	registrations struct {
		Registrations []registration `json:"registrations"`
	}
	registration struct {
		ID      string `json:"id"`
		Method  string `json:"method"`
		Options any    `json:"registerOptions"`
	}
	watchOptions struct {
		Watchers []watcher `json:"watchers"`
	}
	watcher struct {
		Pattern string `json:"globPattern"`
	}
)

// register asks to be told of files that change on the disk.
func (s *server) register(ctx context.Context) {
	if !s.client.Workspace.WatchedFiles.Dynamic {
		return
	}
	var watchers []watcher
	for _, pattern := range watched() {
		watchers = append(watchers, watcher{pattern})
	}
	s.ask(ctx, "client/registerCapability", registrations{[]registration{
		{ID: "flylint-files", Method: "workspace/didChangeWatchedFiles", Options: watchOptions{watchers}},
	}})
}

// watched are the files that decide on findings. Deployments, settings and
// baselines come and go with them.
func watched() []string {
	return slices.Clone([]string{
		"**/fly*.{toml,json,yaml}", "**/fly/*.toml", "**/*Dockerfile*", "**/*dockerfile*", "**/.dockerignore", "**/litefs.yml",
		"**/mix.{exs,lock}", "**/config/*.exs", "**/lib/**/*.ex", "**/priv/repo/**/*.exs", "**/rel/**", "**/.flylint*",
	})
}
