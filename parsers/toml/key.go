package toml

import "strings"

// key reads a possibly dotted key. When it cannot be read to its end the fault
// was reported and ok is false.
func (p *parser) key() (key Key, ok bool) {
	start, first := p.pos, len(p.store.parts)
	for {
		p.blanks()
		part, partOK := p.keyPart()
		if !partOK {
			break
		}
		p.store.parts = append(p.store.parts, part)
		if len(p.store.parts)-first+p.depth > maxDepth {
			p.fault(start, p.pos, "the key has too many parts", "")
			break
		}
		end := p.pos
		p.blanks()
		if p.peek() != '.' {
			key.Parts, ok = p.store.parts[first:len(p.store.parts):len(p.store.parts)], true
			p.pos = end
			break
		}
		p.pos++
	}
	key.Range = p.span(start, p.pos)
	if len(key.Parts) > 0 {
		key.From = key.Parts[0].From
	}
	return key, ok
}

// keyPart reads one bare or quoted part.
func (p *parser) keyPart() (KeyPart, bool) {
	start := p.pos
	var name string
	switch p.peek() {
	case '"', '\'':
		s, ok := p.string().(*String)
		if !ok {
			return KeyPart{}, false
		}
		if s.Quote >= MultilineBasic {
			p.fault(start, p.pos, "a key cannot be a multi-line string", "")
			return KeyPart{}, false
		}
		name = s.Value
	default:
		for isBare(p.peek()) {
			p.pos++
		}
		if p.pos == start {
			p.faultInKey()
			return KeyPart{}, false
		}
		name = p.text[start:p.pos]
	}
	return KeyPart{Range: p.span(start, p.pos), Raw: p.text[start:p.pos], Name: name}, true
}

// faultInKey reports that no key part starts at pos.
func (p *parser) faultInKey() {
	help := ""
	if c := p.peek(); c > ' ' && !strings.ContainsRune("=.[]{},#", rune(c)) {
		help = "a key with other characters than A-Z a-z 0-9 _ - needs quotes"
	}
	p.fault(p.pos, p.pos+1, "expected a key, found "+p.found(), help)
}

func isBare(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || isDigit(c) || c == '_' || c == '-'
}
