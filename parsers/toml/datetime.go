package toml

import "time"

// timeForm reports whether s is a date, a time or both, and in which form. The
// digits must be a real date and time; seconds are optional since TOML 1.1.
func timeForm(s string) (TimeForm, bool) {
	const date = len("1979-05-27")
	if len(s) < date || s[4] != '-' {
		rest, ok := afterTime(s)
		return LocalTime, ok && rest == ""
	}
	if !isDate(s[:date]) {
		return 0, false
	}
	if len(s) == date {
		return LocalDate, true
	}
	if s[date] != 'T' && s[date] != 't' && s[date] != ' ' {
		return 0, false
	}
	zone, ok := afterTime(s[date+1:])
	if zone == "" {
		return LocalDateTime, ok
	}
	return OffsetDateTime, ok && isZone(zone)
}

// isDate checks YYYY-MM-DD.
func isDate(s string) bool {
	if len(s) != len("1979-05-27") || s[4] != '-' || s[7] != '-' {
		return false
	}
	for i := range len(s) {
		if i != 4 && i != 7 && !isDigit(s[i]) {
			return false
		}
	}
	year := number(s[:2])*100 + number(s[2:4])
	month, day := number(s[5:7]), number(s[8:])
	return 1 <= month && month <= 12 && 1 <= day && day <= daysIn(year, month)
}

func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// afterTime checks HH:MM, with optional :SS and fraction, at the start of s and
// returns what follows it.
func afterTime(s string) (rest string, ok bool) {
	if !isClock(s, 23) {
		return s, false
	}
	s = s[5:]
	if len(s) < 3 || s[0] != ':' {
		return s, true
	}
	if !isDigit(s[1]) || !isDigit(s[2]) || number(s[1:3]) > 59 {
		return s, false
	}
	s = s[3:]
	if s == "" || s[0] != '.' {
		return s, true
	}
	i := 1
	for i < len(s) && isDigit(s[i]) {
		i++
	}
	return s[i:], i > 1
}

// isClock checks HH:MM at the start of s.
func isClock(s string, maxHour int) bool {
	return len(s) >= 5 && isDigit(s[0]) && isDigit(s[1]) && s[2] == ':' && isDigit(s[3]) && isDigit(s[4]) &&
		number(s[:2]) <= maxHour && number(s[3:5]) <= 59
}

// isZone checks Z or an offset such as +01:00.
func isZone(s string) bool {
	if s == "Z" || s == "z" {
		return true
	}
	return len(s) == len("+01:00") && (s[0] == '+' || s[0] == '-') && isClock(s[1:], 23)
}

// number reads two digits.
func number(s string) int { return int(s[0]-'0')*10 + int(s[1]-'0') }
