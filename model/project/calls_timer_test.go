package project

import (
	"testing"
	"time"
)

func TestTimers(t *testing.T) {
	_, lib := loadLib(t, `
-- lib/a.ex --
defmodule Orchard.Watch do
  @soon 200

  def init(_) do
    Process.send_after(self(), :load, 100)
    Process.send_after(Orchard.Other, :load, 100)
    :timer.send_after(@soon, {:tick, 1})
    :erlang.send_after(300, self(), :other)
    Process.send_after(self(), :load, Orchard.delay())
    Process.sleep(:timer.seconds(2))
    {:ok, nil}
  end

  def handle_info({:tick, _n} = _message, s), do: {:noreply, s}
  def handle_info(:load, s), do: {:noreply, s}
  def handle_info(_, s), do: {:noreply, s}
end
`)
	m := lib.Module("Orchard.Watch")
	init := m.Function("init", 1)
	handlers := m.Function("handle_info", 2).Clauses
	for i, want := range []struct {
		delay   time.Duration
		handler *FunctionClause
	}{{100, handlers[1]}, {200, handlers[0]}, {300, nil}} {
		timer := init.Timers()[i]
		if timer.Delay != want.delay*time.Millisecond || m.Handler(timer.Message) != want.handler {
			t.Errorf("timer %d: %s", i, timer.Delay)
		}
	}
	if n := len(init.Timers()); n != 3 {
		t.Errorf("%d timers", n)
	}
	slept := false
	for _, c := range init.Calls() {
		if d, ok := c.Sleep(); ok {
			slept = d == 2*time.Second
		}
	}
	if !slept {
		t.Error("the sleep was not seen")
	}
}
