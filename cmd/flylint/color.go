package main

import "fmt"

// colored decides whether text is coloured: by --color, then by NO_COLOR,
// FORCE_COLOR and CLICOLOR_FORCE, then by whether standard output is a terminal.
func (c *command) colored(flag string) (bool, error) {
	switch flag {
	case "always":
		return true, nil
	case "never":
		return false, nil
	case "auto":
	default:
		return false, fmt.Errorf("--color takes auto, always or never, not %q", flag)
	}
	if c.Getenv("NO_COLOR") != "" {
		return false, nil
	}
	for _, name := range []string{"FORCE_COLOR", "CLICOLOR_FORCE"} {
		if v := c.Getenv(name); v != "" && v != "0" {
			return true, nil
		}
	}
	return c.onTerminal(c.Stdout), nil
}
