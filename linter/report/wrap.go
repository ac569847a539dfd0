package report

import "strings"

// The layout of messages in the text, in cells. The width does not depend on
// the terminal, so that the same findings are the same text everywhere.
const (
	messageWidth  = 100
	messageIndent = 2
)

// wrap breaks text into lines of at most messageWidth cells, at blanks. The
// first line begins after first cells that are already written, the others are
// indented by indent. A word that is too long stands on a line of its own. One
// that begins with :: never begins a line: in the log of a pipeline it could be
// taken for a command, and it may come from the project.
func wrap(text string, first, indent int) []string {
	var lines []string
	line, used := "", first
	for _, word := range strings.Fields(text) {
		switch width := cells(word); {
		case line == "":
			line, used = word, used+width
		case used+1+width > messageWidth && !strings.HasPrefix(word, "::"):
			lines = append(lines, line)
			line, used = word, indent+width
		default:
			line, used = line+" "+word, used+1+width
		}
	}
	return append(lines, line)
}
