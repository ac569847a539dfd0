// Package elixir reads Elixir source into a tree that is equal to Elixir's own
// quoted form, with the exact source range of every node.
//
// # How it works
//
// A hand-written lexer (lexer*.go) turns the whole source into tokens, the
// terminals of Elixir's grammar. It follows Elixir's tokenizer: line ends
// vanish where they mean nothing, a name knows what directly follows it, and
// quoted text with interpolations becomes its pieces with the tokens of the
// interpolations between them. What stands between two tokens is white space
// and comments, so the source can be put together again from the tokens.
//
// A recursive descent parser (parser*.go) with operator precedence climbing
// builds the tree. Elixir's grammar sorts expressions into three classes, by
// whether they end in a do block or in arguments without parentheses; the
// parser keeps the class of the expression it read last and refuses what the
// grammar refuses.
//
// The grammar is that of Elixir 1.18. Beyond it, a byte order mark is let
// through; a map element without a value that only a compiler would refuse is
// refused here. Not looked at are the rules of Unicode that forbid identifiers
// of mixed scripts and in other forms than NFC.
//
// # Faults
//
// A file is first read strictly: the first fault ends the parse. Only then is
// it read again with recovery (recover*.go): quoted text that ran away is
// ended, brackets and blocks are balanced by indentation, and the parser goes
// on after a fault at the next element, argument or statement.
package elixir
