// Command speed measures flylint beside yardsticks, in turns, so that whatever
// else the machine does slows both sides:
//
//	go run -C internal/speed . [-pairs 9] [-projects 1000] [-flylint FILE]
//
// Starting and linting one project stand beside a Go program that prints one
// line; a thousand generated projects beside reading the same bytes; the second
// worker beside what two processors give a program whose halves share nothing,
// for they may share a core. Only the ratios mean something: absolute figures
// drift with the machine.
package main

import (
	"errors"
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
	flag.IntVar(&o.pairs, "pairs", 9, "how often to measure both sides")
	flag.IntVar(&o.projects, "projects", 1000, "how many projects to generate")
	flag.StringVar(&o.flylint, "flylint", "", "the flylint to measure; without it this checkout's is built")
	flag.StringVar(&o.keep, "keep", "", "generate the projects in this directory, do not measure, and leave them there")
	read := flag.String("read", "", "be the yardstick: read every file below this directory with two workers")
	spin := flag.Bool("spin", false, "be the yardstick: compute on every processor, sharing nothing")
	flag.Parse()
	var err error
	switch {
	case *read != "":
		err = readAll(*read, 2)
	case *spin:
		spinAll(runtime.GOMAXPROCS(0))
	case o.keep != "":
		_, err = generateAll(o.keep, o.projects)
	default:
		err = o.measure(os.Stdout)
	}
	if err != nil {
		log.Fatal(err)
	}
}

// options is what the flags say.
type options struct {
	pairs, projects int
	flylint, keep   string
}

// measure builds, generates, measures and prints.
func (o options) measure(w io.Writer) error {
	dir, err := os.MkdirTemp("", "flylint-speed-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	hello := filepath.Join(dir, "hello")
	if err := build(".", hello, "./hello"); err != nil {
		return err
	}
	if o.flylint == "" {
		o.flylint = filepath.Join(dir, "flylint")
		if err := build("../..", o.flylint, "./cmd/flylint"); err != nil {
			return err
		}
	}
	if o.flylint, err = filepath.Abs(o.flylint); err != nil {
		return err
	}
	many := filepath.Join(dir, "projects")
	size, err := generateAll(many, o.projects)
	if err != nil {
		return err
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "%s, %d processors, load %s\n", runtime.Version(), runtime.NumCPU(), load())
	fmt.Fprintf(w, "%d projects, %d files, %.1f MB; medians of %d pairs\n\n", o.projects, o.projects*filesEach, float64(size)/1e6, o.pairs)
	for _, c := range comparisons(o.flylint, hello, self, many) {
		r, err := c.run(o.pairs)
		if err != nil {
			return err
		}
		r.print(w)
	}
	return nil
}

// comparisons lists what is measured. The goals are ratios of processor time,
// but for the second worker, which saves time on the wall only.
func comparisons(flylint, hello, self, many string) []comparison {
	sprint := job{name: "Go hello world", args: []string{hello}}
	one := filepath.Join(many, projectName(1))
	two := []string{"GOMAXPROCS=2"}
	thousand := job{name: "flylint, two workers", args: []string{flylint}, dir: many, env: two}
	alone := []string{"GOMAXPROCS=1"}
	single := job{name: "flylint, one worker", args: []string{flylint}, dir: many, env: alone}
	spin := []string{self, "-spin"}
	return []comparison{
		{title: "start-up", yardstick: sprint, times: 20, goal: "at most 3",
			job: job{name: "flylint version", args: []string{flylint, "version"}}},
		{title: "one project", yardstick: sprint, times: 20, goal: "at most 3",
			job: job{name: "flylint", args: []string{flylint}, dir: one}},
		{title: "all projects", times: 1, job: thousand, goal: "at most 8, aim 4.5; 45 MiB, aim 27",
			yardstick: job{name: "reading, two workers", args: []string{self, "-read", many}, env: two}},
		{title: "the second processor", times: 1, goal: "none; on the wall it bounds what follows",
			yardstick: job{name: "computing on two", args: spin, env: two},
			job:       job{name: "computing on one", args: spin, env: alone}},
		{title: "the second worker", times: 1, yardstick: thousand, job: single, goal: "on the wall at least 1.7"},
	}
}

// build builds a command of the module in dir as releases are built: a program
// that loads libraries of C starts a third more slowly. What is measured is a copy,
// as an archive or a package leaves one on the disk. The linker writes through a
// memory map, which leaves its file in the cache in single pages until it is read
// again some day; a program of flylint's size starts a sixth more slowly from
// those, hello world a fourteenth.
func build(dir, output, pkg string) error {
	cmd := exec.Command("go", "build", "-C", dir, "-trimpath", "-ldflags=-s -w", "-o", output, pkg)
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	cmd.Stderr = os.Stderr
	if err := cmd.Run(); err != nil {
		return err
	}
	return renew(output)
}

// renew puts a copy in the place of a program.
func renew(name string) error {
	from, err := os.Open(name)
	if err != nil {
		return err
	}
	defer from.Close()
	if err := os.Remove(name); err != nil {
		return err
	}
	to, err := os.OpenFile(name, os.O_CREATE|os.O_WRONLY|os.O_EXCL, 0o755)
	if err != nil {
		return err
	}
	_, err = io.Copy(to, from)
	return errors.Join(err, to.Close())
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
