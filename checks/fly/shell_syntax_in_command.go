package fly

import (
	"strings"

	"github.com/flylint/flylint/linter"
	"github.com/flylint/flylint/model"
	"github.com/flylint/flylint/model/flyconfig"
	"github.com/flylint/flylint/model/source"
)

// ShellSyntaxInCommand is fly/shell-syntax-in-command.
func ShellSyntaxInCommand() *linter.Check {
	return &linter.Check{
		Slug:     "fly/shell-syntax-in-command",
		Severity: linter.Error,
		FixKind:  linter.UnsafeFix,
		Since:    "0.1.0",
		Evidence: linter.InFly | linter.InImage,
		Documentation: linter.Documentation{
			Summary: "a command that only a shell would understand, where there is none",
			What: "`release_command`, the commands of `[processes]` and `experimental.cmd`, `entrypoint` and `exec`: variables, `&&`, `;`, pipes, redirections, `NAME=value` in front, `cd` and other " +
				"builtins, and a whole command line as one element of a list. Text in quotes that the program itself reads, and what a shell is given with `-c`, is left alone.",
			Why: "flyctl splits the line into words and the machine runs the first of them. `cd /app && …` ends in \"No such file or directory\", `$PORT` arrives as these five letters, and what stands " +
				"behind `&&` becomes an argument of what stands before it: the first command succeeds, and the second never runs.",
			Instead:   "Write a script into the image, or call the shell: `/bin/sh -c '…'`.",
			FixSafety: "The line goes to `/bin/sh -c`, so what never ran before will. The shell is then the first process of the machine, and signals reach the program only if it is started with `exec`.",
			Ignore:    "When the image's ENTRYPOINT gives its arguments to a shell. flylint lowers the finding to a warning when it cannot see that the image has none.",
			References: []string{
				configReference, flyctlSource,
				"https://community.fly.io/t/7186",
				"https://github.com/ariga/atlas/issues/1361",
			},
		},
		Judge: shellSyntaxInCommand,
	}
}

func shellSyntaxInCommand(p *linter.Pass) {
	commands := []source.Value[string]{p.Fly.Deploy.ReleaseCommand}
	for _, process := range p.Fly.Processes {
		commands = append(commands, process.Command)
	}
	for _, c := range commands {
		if fault, found := p.ShellFaultIn(c.V); found {
			wrapInShell(reportShellFault(p, c, fault), p, c)
		}
	}
	x := p.Fly.Experimental
	for _, list := range []flyconfig.Strings{x.Entrypoint, x.Cmd, x.Exec} {
		if fault, found := p.ShellFaultInList(list); found {
			at := source.Value[string]{V: list.V[0].V, Range: list.Range, Path: list.Path}
			reportShellFault(p, at, fault)
		}
	}
}

func reportShellFault(p *linter.Pass, at source.Value[string], fault model.ShellFault) *linter.Diagnostic {
	d := p.Report(at, "%s %s", flyconfig.TablePath(at.Path), shellEffect(fault)).
		Path("%s", at.Path).Label("%s", fault.Text).Help("put it into a script of the image, or call a shell: /bin/sh -c '…'")
	switch {
	case fault.Kind == model.ShellOneWord:
		d.Label("one word").Help("make each word an element of the list")
	case !p.RunsDirectly():
		d.As(linter.Warning)
		d.Message += ", unless the image's ENTRYPOINT gives it to a shell"
	}
	return d
}

// shellEffect says what happens instead of what was meant.
func shellEffect(f model.ShellFault) string {
	switch f.Kind {
	case model.ShellVariable:
		return "is run without a shell: " + f.Program + " gets the text " + f.Text + " and not its value"
	case model.ShellAssignment:
		return "is run without a shell: " + f.Text[:strings.IndexByte(f.Text, '=')] + "=… is taken for the program (No such file or directory)"
	case model.ShellBuiltin:
		return "is run without a shell: " + f.Text + " is taken for a program, and there is none of that name (No such file or directory)"
	case model.ShellOneWord:
		return "is not split into words: the machine looks for a program whose name is the whole line (No such file or directory)"
	}
	if f.Redirects() {
		return "is run without a shell: " + f.Text + " and all that follows become arguments of " + f.Program + ", and nothing is redirected"
	}
	return "is run without a shell: " + f.Text + " and all that follows become arguments of " + f.Program + ", and no second command runs"
}

// wrapInShell offers to give the line to a shell.
func wrapInShell(d *linter.Diagnostic, p *linter.Pass, c source.Value[string]) {
	if strings.Contains(c.V, "'") {
		return
	}
	d.UnsafeFix("what never ran before will, and the shell is the first process of the machine", "Give it to /bin/sh -c",
		linter.Replace(c, p.Fly.Quote("/bin/sh -c '"+c.V+"'")))
}
