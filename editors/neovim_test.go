package editors

import (
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/flylint/flylint/internal/golden"
	"github.com/flylint/flylint/internal/oracle"
)

// TestNeovim plays a person in whichever Neovims are installed: Debian's, and
// newer ones where .ci/newer-editors put them. The recipe is the one for their
// version, the transcript one for all.
func TestNeovim(t *testing.T) {
	for _, command := range []string{"nvim", "nvim-trixie", "nvim-forky"} {
		t.Run(command, func(t *testing.T) {
			t.Parallel()
			nvim := oracle.Need(t, command, installOf(command))
			recipe := recipeFor(t, nvim)
			t.Log(versionOf(t, nvim), "with", recipe)
			dir := project(t)
			e := editor{args: []string{nvim, "--headless", "-i", "NONE", "-n", "-u", absolute(t, recipe), "-c", "luafile " + absolute(t, "testdata/neovim/drive.lua")}, dir: dir}
			golden.File(t, filepath.Join("testdata", "neovim", "transcript.txt"), []byte(e.transcript(t, dir)))
		})
	}
}

func installOf(command string) string {
	if strings.Contains(command, "-") {
		return "sudo .ci/newer-editors, and its directory on PATH"
	}
	return "sudo apt-get install neovim"
}

// recipeFor is the file for that Neovim's version.
func recipeFor(t *testing.T, nvim string) string {
	t.Helper()
	var minor int
	if _, err := fmt.Sscanf(versionOf(t, nvim), "NVIM v0.%d", &minor); err != nil {
		t.Fatal(err)
	}
	if minor >= 11 {
		return "neovim/flylint.lua"
	}
	return "neovim/older.lua"
}

// versionOf is the first line of --version.
func versionOf(t *testing.T, command string) string {
	t.Helper()
	out, err := exec.Command(command, "--version").Output()
	if err != nil {
		t.Fatal(err)
	}
	line, _, _ := strings.Cut(string(out), "\n")
	return line
}
