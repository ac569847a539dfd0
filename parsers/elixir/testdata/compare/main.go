// Compare measures our parser beside Elixir's own: on the same files, on one
// core, in turns, so that whatever else the machine does slows both.
//
//	go run ./parsers/elixir/testdata/compare [-pairs 9] DIRECTORY…
//
// Each side reads all files, parses them once to warm up, and then adds up the
// time of parsing each once more; Elixir does so in a fresh process of its
// virtual machine a file. Printed are the pairs and the median of their ratios.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"go/token"
	"io/fs"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/flylint/flylint/parsers/elixir"
)

// script adds up the microseconds Elixir needs for the files named on standard
// input.
const script = `
sources = for line <- IO.stream(:stdio, :line), do: File.read!(String.trim_trailing(line, "\n"))
parent = self()
measure = fn source ->
  spawn(fn ->
    {time, _} = :timer.tc(fn -> Code.string_to_quoted(source, columns: true, token_metadata: true) end)
    send(parent, time)
  end)
  receive do time -> time end
end
Enum.each(sources, measure)
IO.puts(sources |> Enum.map(measure) |> Enum.sum())
`

func main() {
	log.SetFlags(0)
	pairs := flag.Int("pairs", 9, "how often to measure both")
	self := flag.Bool("self", false, "measure our parser only, on the files named on standard input")
	flag.Parse()
	if *self {
		fmt.Println(ours(names(os.Stdin)).Microseconds())
		return
	}
	files, size := find(flag.Args())
	fmt.Printf("%d files, %.1f MB\n", len(files), float64(size)/1e6)
	var ratios []float64
	for range *pairs {
		theirs := run(files, "elixir", "--erl", "+S 1:1", "-e", script)
		own := run(files, os.Args[0], "-self")
		ratios = append(ratios, theirs.Seconds()/own.Seconds())
		fmt.Printf("Elixir %7.1f MB/s   flylint %7.1f MB/s   ratio %.2f\n",
			float64(size)/1e6/theirs.Seconds(), float64(size)/1e6/own.Seconds(), ratios[len(ratios)-1])
	}
	slices.Sort(ratios)
	fmt.Printf("median ratio %.2f\n", ratios[len(ratios)/2])
}

// find lists the Elixir files below directories and adds up their sizes.
func find(dirs []string) (files []string, size int64) {
	for _, dir := range dirs {
		err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if err != nil || !d.Type().IsRegular() || !strings.HasSuffix(path, ".ex") && !strings.HasSuffix(path, ".exs") {
				return err
			}
			info, err := d.Info()
			files = append(files, path)
			size += info.Size()
			return err
		})
		if err != nil {
			log.Fatal(err)
		}
	}
	if len(files) == 0 {
		log.Fatal("no Elixir files; name directories that hold some")
	}
	return files, size
}

// run starts a program that reads the files' names and prints microseconds.
func run(files []string, program string, args ...string) time.Duration {
	cmd := exec.Command(program, args...)
	cmd.Stdin = strings.NewReader(strings.Join(files, "\n") + "\n")
	out, err := cmd.Output()
	if err != nil {
		log.Fatalf("%s: %v", program, err)
	}
	var us int64
	if _, err := fmt.Sscan(string(out), &us); err != nil {
		log.Fatalf("%s printed %q", program, out)
	}
	return time.Duration(us) * time.Microsecond
}

func names(f *os.File) []string {
	var all bytes.Buffer
	if _, err := all.ReadFrom(f); err != nil {
		log.Fatal(err)
	}
	return strings.Fields(all.String())
}

// ours adds up the time of parsing each file once, after a first round.
func ours(files []string) time.Duration {
	runtime.GOMAXPROCS(1)
	var sources [][]byte
	for _, name := range files {
		src, err := os.ReadFile(name)
		if err != nil {
			log.Fatal(err)
		}
		sources = append(sources, src)
	}
	parse := func() (total time.Duration) {
		set := token.NewFileSet()
		for i, src := range sources {
			file := set.AddFile(files[i], -1, len(src))
			start := time.Now()
			elixir.Parse(file, src)
			total += time.Since(start)
		}
		return total
	}
	parse()
	return parse()
}
