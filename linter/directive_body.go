package linter

import (
	"strings"
	"time"
)

// readBody reads what follows the head; it begins at byte at of the comment.
func (d *directive) readBody(body string, at int) {
	words := splitWords(body, at)
	reasonAt := -1
	for i, w := range words {
		if strings.HasPrefix(w.name, "--") {
			reasonAt, words = w.from-at, words[:i]
			break
		}
	}
	if reasonAt < 0 {
		words = d.guessReason(words, body, at)
	} else {
		d.reason = strings.TrimSpace(strings.TrimLeft(body[reasonAt:], "-"))
	}
	d.readWords(words, body, at)
	if len(d.rules) == 0 {
		d.blame(false, "this ignore names no rule, so it suppresses nothing", "write "+d.head()+" RULE -- reason")
	}
	d.readReason()
}

// guessReason finds a reason that no dashes introduce: it begins at the first
// word that is neither a rule nor a date. It returns the words before it.
func (d *directive) guessReason(words []ruleName, body string, at int) []ruleName {
	for i, w := range words {
		if looksLikeRule(w.name) || strings.HasPrefix(w.name, "until") || isDay(w.name) {
			continue
		}
		if i == 0 { // not even a rule: leave it to be an unknown one
			continue
		}
		d.reason = strings.TrimSpace(strings.TrimLeft(body[w.from-at:], "-–—:;#/= \t"))
		if d.reason != "" {
			d.blame(true, "two dashes must stand before the reason of an ignore; without them it suppresses nothing", "write "+d.head()+" RULE -- reason")
		}
		return words[:i]
	}
	return words
}

// readWords reads the rules and the date.
func (d *directive) readWords(words []ruleName, body string, at int) {
	end := -1 // of the last rule
	for i, w := range words {
		if strings.Trim(w.name, ":=") == "until" && i+1 < len(words) && isDay(words[i+1].name) {
			continue // "until 2027-01-31": the day is the next word
		}
		if d.readUntil(w.name) {
			continue
		}
		if end >= 0 && !strings.Contains(body[end-at:w.from-at], ",") {
			d.blame(true, "commas must stand between the rules of an ignore; without them it suppresses nothing", "write "+d.head()+" RULE,RULE -- reason")
		}
		if w.name = strings.TrimRight(w.name, ":"); w.name == "" {
			d.blame(true, "this is not how an ignore is written, so it suppresses nothing", "write "+d.head()+" RULE -- reason")
			continue
		}
		w.to = w.from + len(w.name)
		d.rules = append(d.rules, w)
		end = w.to
	}
}

// readUntil reads a date, or a word that was meant as one.
func (d *directive) readUntil(word string) bool {
	text, exact := strings.CutPrefix(word, untilPrefix)
	switch {
	case exact:
	case isDay(word):
		text = word
	case strings.HasPrefix(word, "until"):
		text = strings.TrimLeft(strings.TrimPrefix(word, "until"), ":=")
	default:
		return false
	}
	day, ok := parseDay(text)
	d.until = day
	switch {
	case !ok:
		d.blame(false, "the date "+quoted(text)+" of this ignore is none, so it suppresses nothing", "write "+untilPrefix+"YYYY-MM-DD, the last day it is to hold")
	case !exact || day.Format(dayLayout) != text:
		d.blame(true, "the date of an ignore must be written "+untilPrefix+day.Format(dayLayout)+"; as it stands it suppresses nothing", "")
	}
	return true
}

// readReason judges the reason, which may hold a date that came too late.
func (d *directive) readReason() {
	if late, rest, _ := strings.Cut(d.reason, " "); strings.HasPrefix(late, untilPrefix) {
		if day, ok := parseDay(strings.TrimPrefix(late, untilPrefix)); ok {
			d.until, d.reason = day, strings.TrimSpace(strings.TrimLeft(rest, "- "))
			d.blame(d.reason != "", "the date of an ignore must stand before the two dashes; behind them it suppresses nothing", "")
		}
	}
	if d.reason == "" {
		d.blame(false, "this ignore gives no reason, so it suppresses nothing", "say after two dashes why it is right to ignore this here: "+d.String()+"…")
	}
}

// dayLayouts are the ways people write a day, ours first.
var dayLayouts = [...]string{dayLayout, "2006-1-2", "2006/1/2", "2.1.2006"}

func parseDay(text string) (time.Time, bool) {
	for _, layout := range dayLayouts {
		if day, err := time.Parse(layout, text); err == nil {
			return day, true
		}
	}
	return time.Time{}, false
}

func isDay(text string) bool {
	_, ok := parseDay(text)
	return ok
}

// splitWords splits at blanks and commas; places count from at.
func splitWords(s string, at int) []ruleName {
	var words []ruleName
	start := -1
	for i := 0; i <= len(s); i++ {
		if i < len(s) && !isBlank(s[i]) && s[i] != ',' {
			if start < 0 {
				start = i
			}
			continue
		}
		if start >= 0 {
			words = append(words, ruleName{s[start:i], span{at + start, at + i}})
			start = -1
		}
	}
	return words
}

func quoted(s string) string { return `"` + s + `"` }
