package toml

// value reads a value; there is something at pos. Where brackets were left
// open p.lost is set afterwards.
func (p *parser) value() Value {
	switch p.text[p.pos] {
	case '"', '\'':
		return p.string()
	case '[', '{':
		if p.depth >= maxDepth {
			return p.tooDeep()
		}
	default:
		return p.scalar()
	}
	if p.text[p.pos] == '{' {
		return p.inlineTable()
	}
	return p.array()
}

// tooDeep gives up a value that nests deeper than any sane one.
func (p *parser) tooDeep() Value {
	start := p.pos
	p.fault(start, start+1, "the value is nested too deeply", "")
	p.toLineEnd()
	end := p.pos
	p.pos, p.lost = p.nextItemLine(start), true
	return &Bad{p.written(start, end)}
}

// atValueEnd reports whether no value reaches beyond pos, well-formed or not,
// brackets and multi-line strings aside.
func (p *parser) atValueEnd() bool {
	return p.atLineEnd() || p.text[p.pos] == '#' || p.closesOuter() || p.nested() && p.text[p.pos] == ','
}

// closesOuter reports whether the byte at pos closes a bracket that is open.
func (p *parser) closesOuter() bool {
	return p.brackets > 0 && p.peek() == ']' || p.braces > 0 && p.peek() == '}'
}

// array reads [ … ].
func (p *parser) array() Value {
	open, mark := p.pos, len(p.stack)
	p.pos++
	p.depth++
	p.brackets++
	end := p.elements(open)
	p.depth--
	p.brackets--
	a := p.store.arrays.next()
	a.Elems = p.store.keep(p.stack[mark:])
	p.stack = p.stack[:mark]
	a.Written = p.written(open, end)
	return a
}

// elements reads the elements of the array that was opened at open, and its
// end. It returns the offset behind the last thing that belongs to the array.
func (p *parser) elements(open int) (end int) {
	mark, end, due := len(p.stack), p.pos, true // due: an element may stand here
	doubt := -1                                 // the first line that may be a header, or an array within this one
	for p.arrayGap(open, &doubt) {
		switch c := p.peek(); {
		case c == ']':
			p.pos++
			return p.pos
		case c == '}' && p.braces > 0:
			p.faultOnce(open, open+1, "array is not closed: expected ] before }", "")
			return end
		case c == ',':
			if due {
				p.fault(p.pos, p.pos+1, "unexpected comma: expected a value", "")
			}
			p.pos++
			end, due = p.pos, true
		default:
			if !due {
				p.fault(p.pos, p.pos+1, "expected , or ] after the value, found "+p.found(), "")
			}
			v := p.value()
			p.stack = append(p.stack, v)
			end, due = p.offset(v.End()), false
		}
		if p.lost {
			break
		}
	}
	return p.dropElements(open, mark, end)
}

// dropElements forgets what will be read again as items of their own.
func (p *parser) dropElements(open, mark, end int) int {
	if end <= p.pos {
		return end
	}
	for len(p.stack) > mark && p.offset(p.stack[len(p.stack)-1].Pos()) >= p.pos {
		p.stack = p.stack[:len(p.stack)-1]
	}
	if len(p.stack) == mark {
		return open + 1
	}
	return p.offset(p.stack[len(p.stack)-1].End())
}

// arrayGap passes over blanks, comments and line breaks within an array. It is
// false when the array turns out not to be closed.
func (p *parser) arrayGap(open int, doubt *int) bool {
	for {
		p.blanks()
		switch {
		case p.pos == len(p.text):
			if *doubt < 0 {
				*doubt = p.pos
			}
			p.unclosed(open, *doubt)
			return false
		case p.text[p.pos] == '#':
			p.comment()
		case p.lineBreak():
			if looksLikePair(p.text, p.pos) || surelyHeader(p.text, p.pos) {
				p.unclosed(open, p.pos)
				return false
			}
			if *doubt < 0 && looksLikeHeader(p.text, p.pos) {
				*doubt = p.pos
			}
		default:
			return true
		}
	}
}
