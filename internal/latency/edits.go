package main

import (
	"fmt"
	"strings"
	"unicode/utf16"
)

// subject is a file and what is typed in it.
type subject struct {
	file     string // in the project
	language string // as editors call it
	value    string // a piece of the text, once in it, whose number every good edit changes
	breaks   []swap // what spoils the text, in turns
}

// swap replaces one piece of text, once in the file, with another.
type swap struct{ old, new string }

func subjects() (fly, runtime, dockerfile subject) {
	fly = subject{
		file: "fly.toml", language: "toml", value: "hard_limit = 1",
		breaks: []swap{
			{"min_machines_running = 2", "min_machines_running = "},
			{`strategy = "rolling"`, `strategy = "rolling`},
			{"[http_service]", "[http_service"},
		},
	}
	runtime = subject{
		file: "config/runtime.exs", language: "elixir", value: "queue_target: 1",
		breaks: []swap{
			{`System.get_env("POOL_SIZE") || "10"),`, `System.get_env("POOL_SIZE") || "10",`},
			{"check_origin: [", "check_origin: "},
			{"host = System", "host = = System"},
		},
	}
	dockerfile = subject{
		file: "Dockerfile", language: "dockerfile", value: "DEBIAN_VERSION=bookworm-",
		breaks: []swap{{"\nWORKDIR", "\nWORKDR"}, {"\nENV", "\nEMV"}, {"\nFROM", "\nFRM"}},
	}
	return fly, runtime, dockerfile
}

// text is the file after the given number of edits: every second breaks it,
// and the one after mends it and changes a number.
func (s subject) text(original string, edits int) string {
	good := edits / 2
	text := strings.Replace(original, s.value, s.value+fmt.Sprintf("%02d", good%100), 1)
	if edits%2 == 1 {
		broken := s.breaks[good%len(s.breaks)]
		text = strings.Replace(text, broken.old, broken.new, 1)
	}
	return text
}

// place is a position of the protocol: both from 0, characters in UTF-16 units.
type place struct {
	Line      int `json:"line"`
	Character int `json:"character"`
}

// span is a range of the protocol.
type span struct {
	Start place `json:"start"`
	End   place `json:"end"`
}

// change is one content change; without a range it is the whole text.
type change struct {
	Range *span  `json:"range,omitempty"`
	Text  string `json:"text"`
}

// difference is the smallest single change from before to after, as an editor
// sends it. The texts are ASCII where they differ.
func difference(before, after string) change {
	start := 0
	for start < len(before) && start < len(after) && before[start] == after[start] {
		start++
	}
	end, newEnd := len(before), len(after)
	for end > start && newEnd > start && before[end-1] == after[newEnd-1] {
		end, newEnd = end-1, newEnd-1
	}
	return change{&span{placeOf(before, start), placeOf(before, end)}, after[start:newEnd]}
}

// placeOf is the position of a byte offset.
func placeOf(text string, offset int) place {
	head := text[:offset]
	line := strings.LastIndexByte(head, '\n') + 1
	return place{strings.Count(head, "\n"), len(utf16.Encode([]rune(head[line:])))}
}
