package lsp

import (
	"context"
	"runtime"
	"slices"
	"sync"

	"github.com/sourcegraph/jsonrpc2"
)

// inbox is the queue between the reader of messages and the one goroutine that
// acts on them. The reader never waits, so a cancellation or a newer edit is
// known while an older one is still being judged.
type inbox struct {
	mu        sync.Mutex
	arrived   *sync.Cond
	queue     []*jsonrpc2.Request
	cancelled map[jsonrpc2.ID]bool // requests in the queue that need no answer any more
	current   jsonrpc2.ID          // the request being answered
	stop      context.CancelFunc   // ends the run under way; nil when there is none
	stale     bool                 // that run judges a text that no request asks about: an edit ends it
	closed    bool
}

func newInbox() *inbox {
	b := &inbox{cancelled: map[jsonrpc2.ID]bool{}}
	b.arrived = sync.NewCond(&b.mu)
	return b
}

// Handle implements jsonrpc2.Handler. It steps aside, so that the goroutine that
// acts goes on at once, where the message was just read: reading the next one may
// wait for another thread to wake.
func (b *inbox) Handle(_ context.Context, _ *jsonrpc2.Conn, req *jsonrpc2.Request) {
	b.put(req)
	runtime.Gosched()
}

func (b *inbox) put(req *jsonrpc2.Request) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch req.Method {
	case "$/cancelRequest":
		if b.cancel(req) {
			return
		}
	case "textDocument/didChange":
		if b.stop != nil && b.stale {
			b.stop()
		}
	}
	b.queue = append(b.queue, req)
	b.arrived.Signal()
}

// cancel marks a waiting request, or ends the run that one waits for. It is not
// done where there is no such request: then it may be a held one.
func (b *inbox) cancel(req *jsonrpc2.Request) (done bool) {
	params, failure := decode[cancelParams](req)
	if failure != nil {
		return true
	}
	if b.stop != nil && b.current == params.ID {
		b.stop()
		return true
	}
	for _, waiting := range b.queue {
		if !waiting.Notif && waiting.ID == params.ID {
			b.cancelled[params.ID] = true
			return true
		}
	}
	return false
}

// close lets next return nil once the queue is empty.
func (b *inbox) close() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.closed = true
	b.arrived.Broadcast()
}

// next waits for a message; nil is the end. It says whether the sender has
// taken the request back.
func (b *inbox) next() (req *jsonrpc2.Request, cancelled bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for len(b.queue) == 0 {
		if b.closed {
			return nil, false
		}
		b.arrived.Wait()
	}
	req = b.queue[0]
	b.queue = b.queue[1:]
	b.current = jsonrpc2.ID{}
	if !req.Notif {
		b.current = req.ID
		cancelled = b.cancelled[req.ID]
		delete(b.cancelled, req.ID)
	}
	return req, cancelled
}

// idle reports whether nothing waits.
func (b *inbox) idle() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return len(b.queue) == 0
}

// run calls f with a context that ends when the request at hand is cancelled,
// or, for a run that no request waits for, when the next edit arrives.
func (b *inbox) run(ctx context.Context, stale bool, f func(context.Context)) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	b.mu.Lock()
	b.stop, b.stale = stop, stale
	if stale && slices.ContainsFunc(b.queue, func(r *jsonrpc2.Request) bool { return r.Method == "textDocument/didChange" }) {
		stop()
	}
	b.mu.Unlock()
	f(ctx)
	b.mu.Lock()
	b.stop = nil
	b.mu.Unlock()
}
