package shell

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestConditions(t *testing.T) {
	is := func(name string, values ...string) []Test { return []Test{{Equal, name, values}} }
	for _, c := range []struct {
		cond string
		want []Test
	}{
		{`[ -n "$X" ]`, []Test{{NotEmpty, "X", nil}}},
		{`[ "$X" ]`, []Test{{NotEmpty, "X", nil}}},
		{`test -z $X`, []Test{{Empty, "X", nil}}},
		{`[ ! -z "${X}" ]`, []Test{{NotEmpty, "X", nil}}},
		{`! [ -z "${X:-}" ]`, []Test{{NotEmpty, "X", nil}}},
		{`[ -n "${X+x}" ]`, []Test{{IsSet, "X", nil}}},
		{`[ -z "${X+x}" ]`, []Test{{NotSet, "X", nil}}},
		{`[ -z "${X:+x}" ]`, []Test{{Empty, "X", nil}}},
		{`[[ -v X ]]`, []Test{{IsSet, "X", nil}}},
		{`[ "$X" = prod ]`, is("X", "prod")},
		{`[ prod = "$X" ]`, is("X", "prod")},
		{`[[ $X == "prod" ]]`, is("X", "prod")},
		{`[[ $X == "a*" ]]`, is("X", "a*")},
		{`[ "$X" = "" ]`, []Test{{Empty, "X", nil}}},
		{`[ "$X" != "" ]`, []Test{{NotEmpty, "X", nil}}},
		{`[ "$X" != a ]`, []Test{{NotEqual, "X", []string{"a"}}}},
		{`[ -n "$X" -a "$Y" = y ]`, []Test{{NotEmpty, "X", nil}, {Equal, "Y", []string{"y"}}}},
		{`[ -n "$X" ] && [ -n "$Y" ]`, []Test{{NotEmpty, "X", nil}, {NotEmpty, "Y", nil}}},
		{`[ "$1" = a ]`, is("1", "a")},
		{`[ -z "${2:-}" ]`, []Test{{Empty, "2", nil}}},
		// Those below are beyond a simple test.
		{`[[ $X == a* ]]`, nil},
		{`[ -n "$X" ] || [ -n "$Y" ]`, nil},
		{`[ -n "$X" -o -n "$Y" ]`, nil},
		{`[ "$X" = "$Y" ]`, nil},
		{`[ -n "a$X" ]`, nil},
		{`[ -n "${X:-default}" ]`, nil},
		{`[ -f "$X" ]`, nil},
		{`[ -n "$@" ]`, nil},
		{`[ "$#" = 1 ]`, nil},
		{`! [ -n "$X" -a -n "$Y" ]`, nil},
		{`[ "$X" -eq 1 ]`, nil},
		{`grep -q x /y`, nil},
	} {
		t.Run(c.cond, func(t *testing.T) {
			s := parse("x.sh", "if "+c.cond+"; then run; else other; fi\n")
			var guards []*Guard
			for _, step := range s.Steps {
				if cmd, ok := step.(*Command); ok && (cmd.Name() == "run" || cmd.Name() == "other") {
					guards = append(guards, cmd.Guards...)
				}
			}
			if len(guards) != 2 {
				t.Fatalf("%d guards, want one for each branch", len(guards))
			}
			if diff := cmp.Diff(c.want, guards[0].Tests); diff != "" {
				t.Errorf("tests (-want +got):\n%s", diff)
			}
			if guards[0].Negated || !guards[1].Negated {
				t.Error("then is negated, or else is not")
			}
			if guards[0].Text != c.cond {
				t.Errorf("text %q", guards[0].Text)
			}
		})
	}
}

func TestSimple(t *testing.T) {
	s := parse("x.sh", "if [ -n \"$X\" ]; then A=1; else B=2; fi\n")
	for i, want := range []TestKind{NotEmpty, Empty} {
		got, ok := s.Steps[i].Where().Guards[0].Simple()
		if !ok || got.Kind != want || got.Name != "X" {
			t.Errorf("branch %d: %v %v", i, got, ok)
		}
	}
}

func TestScriptFacts(t *testing.T) {
	for _, c := range []struct {
		src, shebang string
		dialect      Dialect
		crlf         bool
	}{
		{"#!/bin/sh\nA=1\n", "sh", POSIX, false},
		{"#!/bin/sh\r\nA=1\r\n", "sh", POSIX, true},
		{"#!/usr/bin/env -S bash -e\nA=(1)\n", "bash", Bash, false},
		{"#!/bin/sh\nA=(1 2)\n", "sh", Bash, false},
		{"A=1\n", "", POSIX, false},
	} {
		s := parse("x.sh", c.src)
		if s.Shebang != c.shebang || s.Dialect != c.dialect || s.HasCRLF != c.crlf || len(s.Errors) > 0 {
			t.Errorf("%q: %q %d %v %v", c.src, s.Shebang, s.Dialect, s.HasCRLF, s.Errors)
		}
		a, ok := s.Steps[0].(*Assignment)
		if !ok || a.Name.Text != "A" || !a.Unconditional() {
			t.Errorf("%q: first step %v", c.src, s.Steps[0])
		}
	}
}
