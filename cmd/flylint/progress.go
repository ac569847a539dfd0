package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"sync"
	"sync/atomic"
	"time"

	"github.com/mattn/go-isatty"
)

// When a run is long enough to wonder, and how often the line then changes.
const (
	progressAfter = time.Second
	progressEvery = 100 * time.Millisecond
)

// eraseLine goes back to the start of a terminal's line and empties it.
const eraseLine = "\r\x1b[K"

// progress tells on a terminal how far a long run is, on one line that leaves no
// trace.
type progress struct {
	out         io.Writer
	done, total atomic.Int64
}

// startProgress begins to tell. It returns what the engine reports to, and what
// ends it; that may be called twice. Where standard error is no terminal
// nothing is told. Where it is one, an interrupt cancels the returned context,
// so that the line is erased.
func (c *command) startProgress(ctx context.Context) (running context.Context, tell func(done, total int), end func()) {
	if !c.onTerminal(c.Stderr) {
		return ctx, nil, func() {}
	}
	ctx, release := signal.NotifyContext(ctx, os.Interrupt)
	p := &progress{out: c.Stderr}
	erase := p.start()
	return ctx, p.tell, func() {
		erase()
		release()
	}
}

// onTerminal reports whether what is written to w is seen on a terminal that
// understands escape sequences.
func (c *command) onTerminal(w io.Writer) bool {
	file, ok := w.(*os.File)
	return ok && c.Getenv("TERM") != "dumb" && isatty.IsTerminal(file.Fd())
}

// tell takes what the engine says; several goroutines may call it at once.
func (p *progress) tell(done, total int) {
	p.total.Store(int64(total))
	for now := p.done.Load(); int64(done) > now; now = p.done.Load() {
		if p.done.CompareAndSwap(now, int64(done)) {
			return
		}
	}
}

// start draws the line from the first second on, until the returned function is
// called, which erases it.
func (p *progress) start() (end func()) {
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		next, drawn := time.NewTimer(progressAfter), false
		defer next.Stop()
		for {
			select {
			case <-stop:
				if drawn {
					fmt.Fprint(p.out, eraseLine)
				}
				return
			case <-next.C:
				fmt.Fprint(p.out, eraseLine+p.line())
				drawn = true
				next.Reset(progressEvery)
			}
		}
	}()
	return sync.OnceFunc(func() {
		close(stop)
		<-stopped
	})
}

func (p *progress) line() string {
	if total := p.total.Load(); total > 0 {
		return fmt.Sprintf("flylint: %d of %d deployments", p.done.Load(), total)
	}
	return "flylint: looking for deployments"
}
