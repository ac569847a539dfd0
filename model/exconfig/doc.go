// Package exconfig evaluates an Elixir application's configuration the way its
// release boots: config.exs, what it imports for prod, then runtime.exs, under
// an environment of which some variables are known, some are secrets and the
// rest may be absent. Nothing of the project is ever run.
//
// # Forks
//
// The evaluator (eval.go, one file a construct) is an ordinary tree walker
// until a decision depends on a variable it does not know. Then it goes both
// ways. Each way is a branch: it has a Guard, the conditions that lead there,
// and a configuration of its own (join.go, state.go). Afterwards the branches
// are joined: what is the same in all of them is one value again; the rest is a
// Choice, whose alternatives are disjoint and exhaust what is possible.
//
// Inside a branch its conditions are assumed (assumptions.go), so that a second
// test of the same variable is decided and impossible alternatives of a value
// are left out. The conditions are tests of single variables (guard.go): set,
// equal, one of, an integer. Anything else is an opaque test that equals only
// itself.
//
// # Exceptions
//
// A branch that raises has no say in what follows, and the others may assume
// that it was not taken: after `System.get_env("X") || raise "…"` the variable
// is set. Where every branch raises the boot certainly stops; evaluation still
// goes on, with Raise in place of the value, so that one missing variable does
// not hide the rest of the file.
//
// # What is not known
//
// A function that is not known is Opaque and spoils its own leaf. A function
// that is known, of a text that is not, is Opaque too, but marked Derived; its
// type is remembered where it is certain. The functions of Elixir are in
// std_*.go; the project's own modules are interpreted (module.go).
//
// # Reads
//
// What a file needs of its environment shows best where nothing is known yet:
// then no default and no raise is passed over. So the run-time file is first
// surveyed without an environment, for its Reads alone.
//
// # Evaluating again
//
// A server evaluates the same files after every keystroke, and the process
// groups of one app differ in few variables. A Memo keeps each phase of an
// evaluation (build, survey, boot) with what it asked (question.go), and makes
// it again only when some answer is another one (memo.go). Then it need not
// evaluate every statement of the run-time file: what most of them do follows
// from their text and a few variables (section.go).
package exconfig
