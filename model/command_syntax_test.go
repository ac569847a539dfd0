package model

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flylint/flylint/model/flyconfig"
)

func TestShellFaultIn(t *testing.T) {
	tests := map[string]ShellFault{
		``:                                   {},
		`/app/bin/migrate`:                   {},
		`/app/bin/x "a && b" 'c; d' $5`:      {},
		`sh -c 'a && b' -- $1`:               {},
		`/bin/x http://h/?a=1&b=2`:           {},
		`/bin/x \$HOME \&\&`:                 {},
		`/bin/x '$HOME'`:                     {},
		`/bin/x "the $HOME of the snail"`:    {},
		`/bin/x && y`:                        {ShellOperator, "&&", "/bin/x"},
		`/bin/x y; z`:                        {ShellOperator, "y;", "/bin/x"},
		`/bin/x >/dev/null`:                  {ShellOperator, ">/dev/null", "/bin/x"},
		`/bin/x "$HOME"`:                     {ShellVariable, "$HOME", "/bin/x"},
		`/bin/x --port=$PORT-1`:              {ShellVariable, "$PORT", "/bin/x"},
		`/bin/x $(cat y)`:                    {ShellVariable, "$(cat", "/bin/x"},
		`sh -c a && b`:                       {ShellOperator, "&&", "sh"},
		`sh x.sh | y`:                        {ShellOperator, "|", "sh"},
		`A=1 /bin/x`:                         {ShellAssignment, "A=1", "A=1"},
		`cd /app`:                            {ShellBuiltin, "cd", "cd"},
		`/bin/x; /bin/y`:                     {ShellBuiltin, "/bin/x;", "/bin/x;"},
		`/bin/x 'an open quote && something`: {},
	}
	b := &Basis{Fly: &flyconfig.Config{}}
	for line, want := range tests {
		got, found := b.ShellFaultIn(line)
		if diff := cmp.Diff(want, got); diff != "" || found != (want != ShellFault{}) {
			t.Errorf("%s: found %v (-want +got):\n%s", line, found, diff)
		}
	}
}
