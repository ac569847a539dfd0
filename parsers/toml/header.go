package toml

// headerLine reads [key] or [[key]] and what follows on its line. The header
// stands even when brackets are missing; where its key cannot be read it has
// none, and the pairs below belong to no table.
func (p *parser) headerLine(start int) {
	h := p.store.headers.next()
	p.header = h
	from := p.pos
	opened := p.upToTwo('[')
	if opened == 0 {
		p.fault(from, from+1, "expected [ before the table's name, found "+p.found(), "")
	}
	key, ok := p.key()
	h.Key = key
	if ok {
		h.Array, ok = p.closeHeader(opened)
	}
	if !ok {
		h.Key.Parts = nil
		p.toLineEnd()
	}
	h.Range = p.span(from, p.trimmed(from, p.pos))
	p.doc.Items = append(p.doc.Items, h)
	h.Comment = p.endOfLine("table's name")
	h.Lines = p.span(start, p.pos)
	h.Body = p.span(p.pos, p.pos)
}

// upToTwo takes up to two brackets and returns how many there were.
func (p *parser) upToTwo(bracket byte) int {
	from := p.pos
	p.pos = afterBrackets(p.text, from, bracket)
	return p.pos - from
}

// closeHeader takes the closing brackets of a header that has so many opening
// ones, and tells which kind of header it is: two brackets on either side are
// not written by accident. Where brackets are only missing the name is still
// good; ok is false when it is not.
func (p *parser) closeHeader(opened int) (array, ok bool) {
	p.blanks()
	from := p.pos
	closed := p.upToTwo(']')
	switch {
	case opened == 2 && closed < 2:
		p.fault(from, max(p.pos, from+1), "expected ]] after the table's name, found "+p.foundAt(from), "")
	case opened == 1 && closed == 0:
		p.fault(p.pos, p.pos+1, "expected ] after the table's name, found "+p.found(), "")
	case opened == 1 && closed == 2:
		p.fault(from+1, p.pos, "expected one ], as the name has one [ before it", "write [[name]] for an array of tables")
	}
	ok = closed > 0 || p.atLineEnd() || p.peek() == '#'
	return opened == 2 || closed == 2, ok
}
