package lsp

import (
	"context"
	"testing"
	"time"

	"github.com/sourcegraph/jsonrpc2"
)

// TestRest shows that there is time to tidy up when the client has been quiet,
// each time anew.
func TestRest(t *testing.T) {
	rested := make(chan bool)
	s := newServer(Options{Rest: func() { rested <- true }})
	go s.serve(context.Background())
	defer s.inbox.close()
	for range 2 {
		select {
		case <-rested:
		case <-time.After(10 * time.Second):
			t.Fatal("a client that is quiet gives no rest")
		}
		s.inbox.put(&jsonrpc2.Request{Method: "$/nothing", Notif: true})
	}
}
