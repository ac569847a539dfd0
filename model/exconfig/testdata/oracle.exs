# Evaluates configurations under many environments with Elixir's own reader.
#
# The first argument names a file of jobs, one a line, fields separated by tabs:
#   file CONFIG RUNTIME     the files of the next runs; either may be empty
#   run  NAME=BASE64 …      evaluate them with exactly these variables set
# Each run answers one line on standard output:
#   ok     TERM   READS     the merged configuration
#   raise  BASE64 READS     the message of the exception
# READS are the variables that were read, separated by commas.

defmodule Oracle do
  # A term in a form that is easy to read back.
  def dump(term) when is_atom(term), do: sized("a", Atom.to_string(term))
  def dump(term) when is_binary(term), do: sized("s", term)
  def dump(term) when is_integer(term), do: ["i", Integer.to_string(term), ";"]
  def dump(term) when is_float(term), do: ["f", Float.to_string(term), ";"]
  def dump(%Regex{source: source}), do: ["r", sized("s", source)]
  def dump(%MapSet{} = set), do: ["S", dump(Enum.to_list(set))]

  def dump(term) when is_list(term) do
    if List.improper?(term), do: "o", else: all("l", term)
  end

  def dump(term) when is_tuple(term), do: all("t", Tuple.to_list(term))

  def dump(term) when is_map(term) do
    pairs = Map.to_list(term)
    ["m", Integer.to_string(length(pairs)), ":", for({k, v} <- pairs, do: [dump(k), dump(v)])]
  end

  def dump(_), do: "o"

  defp sized(kind, text), do: [kind, Integer.to_string(byte_size(text)), ":", text]
  defp all(kind, terms), do: [kind, Integer.to_string(length(terms)), ":", Enum.map(terms, &dump/1)]

  def evaluate(config, runtime) do
    opts = [env: :prod, target: :host]
    built = if config == "", do: [], else: elem(Config.Reader.read_imports!(config, opts), 0)
    apps = for {app, conf} <- built, app not in [:logger, :kernel, :elixir, :stdlib], do: {app, conf}
    Application.put_all_env(apps)

    try do
      booted =
        if runtime == "", do: [], else: Config.Reader.read!(runtime, opts ++ [imports: :disabled])

      Config.Reader.merge(built, booted)
    after
      for {app, conf} <- apps, {key, _} <- conf, do: Application.delete_env(app, key)
    end
  end

  def traced(fun) do
    tracer = spawn_link(fn -> collect([]) end)
    :erlang.trace_pattern({:os, :getenv, :_}, true, [:global])
    :erlang.trace(self(), true, [:call, {:tracer, tracer}])
    answer = fun.()
    :erlang.trace(self(), false, [:call])
    send(tracer, {:done, self()})

    receive do
      {:reads, reads} -> {answer, reads}
    end
  end

  defp collect(reads) do
    receive do
      {:trace, _, :call, {:os, :getenv, [name | _]}} -> collect([List.to_string(name) | reads])
      {:trace, _, :call, _} -> collect(reads)
      {:done, from} -> send(from, {:reads, Enum.uniq(Enum.reverse(reads))})
    end
  end

  def run(config, runtime) do
    try do
      {"ok", IO.iodata_to_binary(dump(evaluate(config, runtime)))}
    rescue
      e -> {"raise", Exception.message(e)}
    catch
      kind, reason -> {"raise", inspect({kind, reason})}
    end
  end

  def answer({{kind, text}, reads}) do
    IO.puts(:standard_io, [kind, "\t", Base.encode64(text), "\t", Enum.join(reads, ",")])
  end

  # A process of its own: a configuration may hang or leave something behind.
  def isolated(fun) do
    task = Task.async(fun)

    case Task.yield(task, 5_000) || Task.shutdown(task, :brutal_kill) do
      {:ok, answer} -> answer
      _ -> {{"raise", "timeout"}, []}
    end
  end
end

Code.compiler_options(ignore_module_conflict: true)
for {name, _} <- System.get_env(), do: System.delete_env(name)

# What the files print must not mix with the answers.
{:ok, quiet} = StringIO.open("")
out = Process.group_leader()

[jobs] = System.argv()

jobs
|> File.stream!()
|> Enum.reduce({"", ""}, fn line, {config, runtime} ->
  case String.split(String.trim_trailing(line, "\n"), "\t") do
    ["file", config, runtime] ->
      # Mix evaluates from the project's directory.
      if(config == "", do: runtime, else: config) |> Path.dirname() |> Path.dirname() |> File.cd!()
      {config, runtime}

    ["run" | vars] ->
      pairs = for v <- vars, v != "", do: v |> String.split("=", parts: 2) |> List.to_tuple()
      for {name, text} <- pairs, do: System.put_env(name, Base.decode64!(text))
      Process.group_leader(self(), quiet)
      answer = Oracle.isolated(fn -> Oracle.traced(fn -> Oracle.run(config, runtime) end) end)
      Process.group_leader(self(), out)
      for {name, _} <- System.get_env(), do: System.delete_env(name)
      Oracle.answer(answer)
      {config, runtime}
  end
end)
