package nearest

import "testing"

func TestName(t *testing.T) {
	keys := []string{"min_machines_running", "auto_stop_machines", "force_https", "processes", "app"}
	for name, want := range map[string]string{
		"min_machine_running": "min_machines_running",
		"Force_HTTPS":         "force_https",
		"proceses":            "processes",
		"apps":                "app",
		"donuts":              "",
		"":                    "",
		"max_machines_count":  "",
	} {
		if got := Name(name, keys); got != want {
			t.Errorf("Name(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestStart(t *testing.T) {
	names := []string{"oban/before-repo", "oban/grace-exceeds-kill-timeout", "otp/flat-tree", "otp/flat-tree"}
	for name, want := range map[string]string{
		"oban/grace-exceeds": names[1], "Oban/B": names[0], "otp/flat": names[2],
		"oban/": "", "ot": "", "ecto/": "", "oban/before-repos": "",
	} {
		if got := Start(name, names); got != want {
			t.Errorf("Start(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"kitten", "sitting", 3}, {"ab", "ba", 1}, {"", "abc", 3}, {"same", "same", 0}, {"ca", "abc", 3},
	} {
		if got := Distance(c.a, c.b, 10); got != c.want {
			t.Errorf("Distance(%q, %q) = %d, want %d", c.a, c.b, got, c.want)
		}
	}
	if got := Distance("abcdef", "uvwxyz", 3); got != 3 {
		t.Errorf("the limit is not kept: %d", got)
	}
}
