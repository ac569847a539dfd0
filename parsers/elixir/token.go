package elixir

// kind is the kind of a token: a terminal of Elixir's grammar.
type kind uint8

// The kinds of tokens. Elixir's own names are used where they differ from the
// obvious (capture_int, kw_identifier …).
const (
	tEOF   kind = iota
	tEOL        // one or several line ends; absent after a comma and before a binary operator
	tSemi       // ;
	tComma      // ,

	tDot     // .
	tDotCall // the dot of f.(a)

	tLParen
	tRParen
	tLBracket
	tRBracket
	tLBrace
	tRBrace
	tLBits   // <<
	tRBits   // >>
	tMapOpen // %{
	tPercent // % of a struct

	tIdent        // name
	tParenIdent   // name directly followed by (
	tBracketIdent // name directly followed by [
	tOpIdent      // name in "name -1": what follows is an argument, not an operator
	tAlias        // Name
	tKwIdent      // name:
	tQuotedKw     // "name":
	tAtom         // :name
	tQuotedAtom   // :"name"
	tTrue
	tFalse
	tNil
	tInt
	tFloat
	tChar // ?a

	tString      // "text"
	tCharlist    // 'text'
	tHeredoc     // """
	tListHeredoc // '''
	tSigil       // ~w(text)

	// Quoted text that holds an interpolation is its opening delimiter (one of
	// the kinds above with flagInterpolated), then these.
	tText        // the text between interpolations
	tInterpOpen  // #{
	tInterpClose // }
	tTextEnd     // the closing delimiter and what belongs to it

	tFn
	tDo
	tEnd
	tBlockIdent // else, after, rescue, catch

	// Operators.
	tAt         // @
	tUnary      // ! ^ not ~~~
	tCapture    // &
	tCaptureInt // the & of &1
	tEllipsis   // ...
	tDual       // + -
	tMult       // * /
	tPower      // **
	tConcat     // ++ -- +++ --- <>
	tRange      // ..
	tTernary    // //
	tXor        // ^^^
	tIn         // in, not in
	tArrow      // |> <<< >>> ~>> <<~ ~> <~ <~> <|>
	tRel        // < > <= >=
	tComp       // == != =~ === !==
	tAnd        // && &&& and
	tOr         // || ||| or
	tMatch      // =
	tPipe       // |
	tType       // ::
	tWhen       // when
	tInMatch    // <- \\
	tAssoc      // =>
	tStab       // ->

	tBad // text no token begins with
	kindCount
)

// tok is one token. Offsets count bytes from the start of the source. What
// stands between two tokens is white space, comments and swallowed line ends.
type tok struct {
	kind  kind
	flags flags
	start uint32
	end   uint32
	// aux is, for quoted text, the offset where the text ends and the closing
	// delimiter (a heredoc's with its indentation) begins.
	aux uint32
}

// flags refine a token.
type flags uint8

const (
	flagInterpolated flags = 1 << iota // the text holds #{
	flagQuotedName                     // a name after a dot that was written in quotes
	flagVirtual                        // not in the source: put in by recovery
	flagFault                          // recovery left out what stands before it
	flagNotIn                          // the operator is not in; aux is the offset of its in
)

// binding is how strongly a binary operator binds.
type binding struct {
	level uint16 // 0: not a binary operator
	right bool   // associates to the right
}

// Levels of the operators that are not binary.
const (
	levelLowest  = 1
	levelPipe    = 70
	levelCapture = 90 // & and ...
	levelUnary   = 300
	levelAt      = 320
)

// bindings is Elixir's table of operators.
// Source: https://hexdocs.pm/elixir/operators.html
var bindings = [kindCount]binding{
	tInMatch: {40, false},
	tWhen:    {50, true},
	tType:    {60, true},
	tPipe:    {levelPipe, true},
	tMatch:   {100, true},
	tOr:      {120, false},
	tAnd:     {130, false},
	tComp:    {140, false},
	tRel:     {150, false},
	tArrow:   {160, false},
	tIn:      {170, false},
	tXor:     {180, false},
	tTernary: {190, true},
	tConcat:  {200, true},
	tRange:   {200, true},
	tDual:    {210, false},
	tMult:    {220, false},
	tPower:   {230, false},
}

// startsArgument reports whether a token of this kind after a name begins the
// first argument of a call without parentheses.
func startsArgument(k kind) bool {
	switch {
	case k >= tIdent && k <= tSigil, k == tLParen, k == tLBracket, k == tLBrace,
		k == tLBits, k == tMapOpen, k == tPercent, k == tFn:
		return true
	case k == tUnary, k == tAt, k == tCapture, k == tCaptureInt, k == tEllipsis:
		return true
	}
	return false
}

// closes reports whether a token of this kind ends the list of expressions it
// stands in.
func closes(k kind) bool {
	switch k {
	case tEOF, tRParen, tRBracket, tRBrace, tRBits, tEnd, tBlockIdent, tInterpClose:
		return true
	}
	return false
}
