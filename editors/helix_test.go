package editors

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/flylint/flylint/internal/oracle"
)

// TestHelix types into the Helix of later Debian releases, in a terminal that
// tmux keeps, and reads its screen.
func TestHelix(t *testing.T) {
	for _, command := range []string{"hx-trixie", "hx-forky"} {
		t.Run(command, func(t *testing.T) {
			t.Parallel()
			hx := oracle.Need(t, command, installOf(command))
			oracle.Need(t, "tmux", "sudo apt-get install tmux")
			t.Log(versionOf(t, hx))
			dir := project(t)
			s := startTerminal(t, dir, map[string]string{"helix/languages.toml": read(t, "helix/languages.toml")}, hx, "fly.toml", "config/runtime.exs")
			s.await("● 1") // in the status line
			s.keys("]d")
			s.await("Help: did you mean auto_start_machines?")

			s.keys(" a")
			s.await("Rename it to auto_start_machines")
			s.keys("Enter")
			s.await("auto_start_machines = true")

			s.keys(":open config/runtime.exs", "Enter")
			s.await("import Config")
			s.keys(`%s"PORT", "8080"`, "Enter", "c")
			s.paste(`"PORT", "4001"`) // Helix 25.01 may send keys that come at once in another order
			s.await(`"PORT", "4001"`)
			s.keys("Escape")
			s.await("NOR config/runtime.exs [+]") // an escape and a key at once are another key
			s.keys(":open fly.toml", "Enter")
			s.await("NOR fly.toml [+] ● 1")
			s.keys("]d")
			s.await("Help: set PORT to 8080 in [env]")

			s.keys(" a")
			s.await("Add PORT = '8080'")
			s.keys("Enter")
			s.awaitGone("Help: set PORT")
			s.keys(":write", "Enter")
			s.awaitFile(filepath.Join(dir, "fly.toml"), "PORT = '8080'")
			if text := read(t, filepath.Join(dir, "fly.toml")); !strings.Contains(text, "auto_start_machines = true") {
				t.Errorf("the first fix is not in the file:\n%s", text)
			}
		})
	}
}

// terminal is a program in a terminal of its own.
type terminal struct {
	t    *testing.T
	name string   // of the tmux server
	env  []string // what the server, and so the program, starts with
}

// startTerminal starts a program in dir, with a home that holds these files.
func startTerminal(t *testing.T, dir string, home map[string]string, args ...string) *terminal {
	t.Helper()
	at := realTemp(t)
	for name, text := range home {
		path := filepath.Join(at, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	s := &terminal{t: t, name: fmt.Sprintf("flylint-%d-%s", os.Getpid(), filepath.Base(args[0]))}
	s.env = append(os.Environ(), "HOME="+at, "XDG_CONFIG_HOME="+at, "XDG_CACHE_HOME="+at, "LANG=C.UTF-8",
		"PATH="+flylintDir(t)+string(os.PathListSeparator)+os.Getenv("PATH"))
	s.tmux(append([]string{"-f", os.DevNull, "new-session", "-d", "-x", "160", "-y", "50", "-c", dir}, args...)...)
	t.Cleanup(func() { s.tmux("kill-server") })
	return s
}

func (s *terminal) tmux(args ...string) string {
	s.t.Helper()
	cmd := exec.Command("tmux", append([]string{"-L", s.name}, args...)...)
	cmd.Env = s.env
	out, err := cmd.CombinedOutput()
	if err != nil && args[0] != "kill-server" {
		s.t.Fatalf("tmux %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return string(out)
}

// keys types: names of keys as tmux knows them, or text.
func (s *terminal) keys(keys ...string) {
	s.t.Helper()
	for _, key := range keys {
		switch key {
		case "Enter", "Escape":
			s.tmux("send-keys", key)
		default:
			s.tmux("send-keys", "-l", key)
		}
	}
}

// paste gives the program a text at once.
func (s *terminal) paste(text string) {
	s.t.Helper()
	s.tmux("set-buffer", "--", text)
	s.tmux("paste-buffer", "-p")
}

func (s *terminal) screen() string { return s.tmux("capture-pane", "-p") }

// until waits for a condition on what can be seen.
func (s *terminal) until(what string, holds func(string) bool) {
	s.t.Helper()
	deadline := time.Now().Add(patience / 2)
	for !holds(s.screen()) {
		if time.Now().After(deadline) {
			s.t.Fatalf("waited in vain for %s; the screen:\n%s", what, s.screen())
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// await waits for text on the screen, whose lines may break it.
func (s *terminal) await(text string) {
	s.t.Helper()
	s.until(text, func(screen string) bool { return strings.Contains(joined(screen), text) })
}

func (s *terminal) awaitGone(text string) {
	s.t.Helper()
	s.until("no "+text, func(screen string) bool { return !strings.Contains(joined(screen), text) })
}

// awaitFile waits for text in a file on the disk.
func (s *terminal) awaitFile(path, text string) {
	s.t.Helper()
	s.until(text+" in "+path, func(string) bool {
		content, err := os.ReadFile(path)
		return err == nil && strings.Contains(string(content), text)
	})
}

// joined is a screen in one line, every run of blanks one.
func joined(screen string) string { return strings.Join(strings.Fields(screen), " ") }
