package project

import (
	"time"

	"github.com/flylint/flylint/parsers/elixir"
)

// Timer is a message that a process sends itself after a while.
type Timer struct {
	Site    CallSite
	Delay   time.Duration
	Message elixir.Node
}

// Timers lists the timers that a function sets for its own process, where the
// delay can be told: Process.send_after, :timer.send_after, :erlang.send_after.
func (fn *Function) Timers() []Timer {
	var out []Timer
	for _, c := range fn.Calls() {
		if t, ok := c.Timer(); ok {
			out = append(out, t)
		}
	}
	return out
}

// Timer is the timer that a call sets for its own process, if it does.
func (c CallSite) Timer() (Timer, bool) {
	var message, delay int
	target := -1
	switch c.Callee.Module + "." + c.Callee.Name {
	case "Process.send_after":
		target, message, delay = 0, 1, 2
	case ":timer.send_after", ":erlang.send_after":
		delay, message = 0, len(c.Args)-1
		if len(c.Args) == 3 {
			target = 1
		}
	default:
		return Timer{}, false
	}
	if len(c.Args) <= max(delay, message) || target >= 0 && !isSelf(c.Args[target]) {
		return Timer{}, false
	}
	ms, ok := c.milliseconds(delay)
	return Timer{c, ms, c.Args[message]}, ok
}

// Sleep is how long a call makes its process sleep, and whether it does.
func (c CallSite) Sleep() (time.Duration, bool) {
	switch c.Callee.Module + "." + c.Callee.Name {
	case "Process.sleep", ":timer.sleep":
		return c.milliseconds(0)
	}
	return 0, false
}

// milliseconds is an argument that is a constant time.
func (c CallSite) milliseconds(i int) (time.Duration, bool) {
	v := c.Constant(i)
	if v == nil {
		return 0, false
	}
	ms, ok := v.Int()
	return time.Duration(ms) * time.Millisecond, ok
}

// isSelf recognises self() and __MODULE__, the name a process often has.
func isSelf(n elixir.Node) bool {
	switch n := n.(type) {
	case *elixir.Call:
		return n.Target == nil && n.Name == "self"
	case *elixir.Var:
		return n.Name == "__MODULE__" || n.Name == "self"
	}
	return false
}

// Handler is the clause of handle_info/2 that takes a message, or nil.
func (m *Module) Handler(message elixir.Node) *FunctionClause {
	fn := m.Function("handle_info", 2)
	tag, ok := tagOf(message)
	if fn == nil || !ok {
		return nil
	}
	for _, clause := range fn.Clauses {
		if len(clause.Args) == 0 {
			continue
		}
		if got, ok := tagOf(clause.Args[0]); ok && got == tag {
			return clause
		}
	}
	return nil
}

// tagOf is the atom that a message is, or that its tuple begins with.
func tagOf(n elixir.Node) (string, bool) {
	if t, ok := n.(*elixir.Tuple); ok && len(t.Elems) > 0 {
		n = t.Elems[0]
	}
	if c, ok := n.(*elixir.Call); ok && c.Name == "=" && len(c.Args) == 2 {
		return tagOf(c.Args[0])
	}
	return elixir.AtomValue(n)
}
