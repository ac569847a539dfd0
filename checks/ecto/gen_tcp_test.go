package ecto

import (
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/flylint/flylint/internal/oracle"
)

// TestOptionsAgainstErlang lets gen_tcp judge the tables: what it exits on
// alone, and that true makes a pair of every switch.
func TestOptionsAgainstErlang(t *testing.T) {
	erl := oracle.Need(t, "erl", "apt-get install erlang-base")
	for _, name := range bareOptions() {
		if name != "local" && exits(t, erl, name)[0] { // local wants a path for an address
			t.Errorf("gen_tcp exits on the bare atom %s", name)
		}
	}
	alone := slices.Concat(switches(), valued())
	for i, exited := range exits(t, erl, alone...) {
		if !exited {
			t.Errorf("gen_tcp takes the bare atom %s", alone[i])
		}
	}
	var pairs []string
	for _, name := range switches() {
		pairs = append(pairs, "{"+name+", true}")
	}
	for i, exited := range exits(t, erl, pairs...) {
		if exited {
			t.Errorf("gen_tcp exits on %s", pairs[i])
		}
	}
}

// exits tells for each option whether gen_tcp:connect exits on it. Port 1
// refuses, which is an answer and no exit.
func exits(t *testing.T, erl string, options ...string) []bool {
	t.Helper()
	program := fmt.Sprintf(`[case catch gen_tcp:connect("127.0.0.1", 1, [O], 1000) of {'EXIT', _} -> io:put_chars("exit "); _ -> io:put_chars("answer ") end || O <- [%s]], halt().`, strings.Join(options, ", "))
	out, err := exec.Command(erl, "-noshell", "-eval", program).Output()
	if err != nil {
		t.Fatalf("erl: %v", err)
	}
	answers := strings.Fields(string(out))
	if len(answers) != len(options) {
		t.Fatalf("%d answers for %d options: %s", len(answers), len(options), out)
	}
	exited := make([]bool, len(answers))
	for i, a := range answers {
		exited[i] = a == "exit"
	}
	return exited
}
