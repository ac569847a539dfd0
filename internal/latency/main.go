// Command latency is an editor that types: it changes a file of a project of
// real size, again and again, every second time into something broken, and
// measures how long each language server takes from the edit to the
// diagnostics of that version:
//
//	npm install --no-save --ignore-scripts --prefix internal/latency
//	go run -C internal/latency . [-edits 2000] [-rounds 3] [-flylint FILE]
//
// flylint judges the whole deployment at each edit. The TOML server tombi and
// the Dockerfile server docker-langserver stand beside it, each with its own
// file, and an echo that judges nothing is the floor. They take turns, a
// hundred edits each, and the figures are medians over the rounds.
package main

import (
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
)

func main() {
	log.SetFlags(0)
	var o options
	flag.IntVar(&o.edits, "edits", 2000, "edits in a round; fewer than 2000 make no p99")
	flag.IntVar(&o.rounds, "rounds", 3, "rounds")
	flag.StringVar(&o.flylint, "flylint", "", "the flylint to measure; without it this checkout's is built")
	flag.BoolVar(&o.alone, "alone", false, "without the yardsticks, as a load for a profiler")
	flag.StringVar(&o.keep, "keep", "", "write the project below this directory, do not measure, and leave it there")
	isEcho := flag.Bool("echo", false, "be the floor: a server that judges nothing")
	flag.Parse()
	var err error
	switch {
	case *isEcho:
		err = echo()
	case o.keep != "":
		_, err = makeProject(o.keep)
	default:
		err = o.run(os.Stdout)
	}
	if err != nil {
		log.Fatal(err)
	}
}

// options is what the flags say.
type options struct {
	edits, rounds int
	flylint, keep string
	alone         bool
}

// run makes the project, starts the servers, measures and prints.
func (o options) run(w io.Writer) error {
	dir, err := os.MkdirTemp("", "flylint-latency-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if o.flylint == "" {
		o.flylint = filepath.Join(dir, "flylint")
		if err := build(o.flylint); err != nil {
			return err
		}
	}
	root, err := makeProject(dir)
	if err != nil {
		return err
	}
	servers, err := o.servers()
	if err != nil {
		return err
	}
	rows, err := open(servers, root)
	defer func() {
		for _, r := range rows {
			r.close()
		}
	}()
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "%s, %d processors, load %s; %d rounds of %d edits\n\n", runtime.Version(), runtime.NumCPU(), load(), o.rounds, o.edits)
	if err := measure(rows, o.rounds, o.edits); err != nil {
		return err
	}
	print(w, rows)
	return nil
}

// open starts the servers. It returns those that run in any case.
func open(servers []server, root string) (rows []*row, err error) {
	for _, s := range servers {
		n, err := s.open(root)
		if err != nil {
			return rows, err
		}
		rows = append(rows, &row{session: n})
	}
	return rows, nil
}

// servers lists what is measured, the floor first.
func (o options) servers() ([]server, error) {
	fly, runtime, dockerfile := subjects()
	flylint := []string{o.flylint, "lsp"}
	ours := []server{
		{name: "flylint", args: flylint, subject: fly},
		{name: "flylint", args: flylint, subject: runtime},
		{name: "flylint, pulled", args: flylint, subject: fly, pull: true},
		{name: "flylint, pulled", args: flylint, subject: runtime, pull: true},
	}
	if o.alone {
		return ours, nil
	}
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	tombi, docker, err := yardsticks()
	if err != nil {
		return nil, err
	}
	theirs := []server{
		{name: "echo, the floor", args: []string{self, "-echo"}, subject: fly, floor: true},
		{name: "tombi", args: []string{tombi, "lsp", "--offline"}, subject: fly},
		{name: "docker-langserver", args: []string{"node", docker, "--stdio"}, subject: dockerfile},
	}
	return append(theirs, ours...), nil
}

// howToInstall is not npm ci, which refuses a lock without the builds of tombi
// for other systems. This too takes what is locked, and compares checksums.
const howToInstall = "npm install --no-save --ignore-scripts --prefix internal/latency"

// yardsticks finds the servers that npm installed: tombi's own binary, without
// the node that starts it, and docker-langserver's script.
func yardsticks() (tombi, docker string, err error) {
	found, err := filepath.Glob(filepath.Join("node_modules", "@tombi-toml", "cli-*", "tombi"))
	if err != nil || len(found) == 0 {
		return "", "", fmt.Errorf("tombi is not installed: %s", howToInstall)
	}
	docker = filepath.Join("node_modules", "dockerfile-language-server-nodejs", "bin", "docker-langserver")
	if _, err := os.Stat(docker); err != nil {
		return "", "", fmt.Errorf("docker-langserver is not installed: %s: %w", howToInstall, err)
	}
	if tombi, err = filepath.Abs(found[0]); err != nil {
		return "", "", err
	}
	docker, err = filepath.Abs(docker)
	return tombi, docker, err
}

// build builds this checkout's flylint as for a release.
func build(output string) error {
	cmd := exec.Command("go", "build", "-C", "../..", "-o", output, "./cmd/flylint")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	cmd.Stderr = os.Stderr
	return cmd.Run()
}

// load is the load average of the last minutes, where the system tells it.
func load() string {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "unknown"
	}
	var one, five, fifteen string
	fmt.Sscan(string(text), &one, &five, &fifteen)
	return one + " " + five + " " + fifteen
}
