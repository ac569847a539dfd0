package model

import "testing"

func TestMnesiaStopOnlyIf(t *testing.T) {
	for _, tc := range []struct{ name, body, onlyIf string }{
		{"always", ":mnesia.stop()", ""},
		{"a file", "if File.exists?(\"/data/schema.DAT\"), do: :ok, else: :mnesia.stop()", `File.exists?("/data/schema.DAT")`},
		{"a variable", "there = File.dir?(\"/data\")\nunless there do\n:mnesia.stop()\nend", "there"},
		{"a pipe", "\"/data\" |> File.ls!() |> case do\n[] -> :mnesia.stop()\n_ -> :ok\nend", `"/data" |> File.ls!()`},
		{"the second test of a cond", "cond do\nnode() == :a -> :ok\nFile.dir?(\"/data\") -> :mnesia.stop()\ntrue -> :ok\nend", `File.dir?("/data")`},
		{"a guard", "there = File.dir?(\"/data\")\ncase node() do\n_ when there -> :mnesia.stop()\n_ -> :ok\nend", "there"},
		{"another question", "if :mnesia.system_info(:is_running) == :yes, do: :mnesia.stop()", ""},
		{"beside the branch", "if File.dir?(\"/data\"), do: :ok\n:mnesia.stop()", ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			d := mnesiaProject(t, "use Application\ndef start(_, _), do: Supervisor.start_link([B], strategy: :one_for_one)\nend\ndefmodule B do\nuse GenServer\ndef init(_) do\n:mnesia.create_table(:t, disc_copies: [node()])\n"+tc.body+"\n{:ok, nil}\nend", "")
			stops := d.MnesiaStops()
			if len(stops) != 1 {
				t.Fatalf("%d stops", len(stops))
			}
			got := ""
			if at := stops[0].OnlyIf; at.IsValid() {
				got = stops[0].Site.In.Module.File.Text(at)
			}
			if got != tc.onlyIf {
				t.Errorf("only if %q, want %q", got, tc.onlyIf)
			}
		})
	}
}
