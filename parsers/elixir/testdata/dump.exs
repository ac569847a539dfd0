# Prints Elixir's own quoted form of every file named on standard input, one
# line a file, in the form quoted_test.go prints our tree in:
#
#     {name@line:column args}   a node        (2 a b)      a pair
#     [a b]                     a list        :"name"      an atom
#     "text"                    a binary      f123         a float's 64 bits
#
# A file Elixir refuses gives "error line:column message". The first line is
# Elixir's version.
defmodule Dump do
  def file(path) do
    options = [columns: true, token_metadata: true, emit_warnings: false]

    case Code.string_to_quoted(File.read!(path), options) do
      {:ok, quoted} -> ["ok ", form(quoted)]
      {:error, {where, message, token}} -> ["error ", inspect({where[:line], where[:column], message, token}, limit: 50, printable_limit: 200)]
    end
  rescue
    error -> ["error 1:1 ", inspect(error.__struct__)]
  end

  defp form({:__block__, _, args}) when is_list(args), do: ["{:\"__block__\" ", form(args), "}"]
  defp form({name, meta, args}) when is_list(meta), do: ["{", form(name), place(meta), " ", form(args), "}"]
  defp form({a, b}), do: ["(2 ", form(a), " ", form(b), ")"]
  defp form(list) when is_list(list), do: ["[", Enum.intersperse(Enum.map(list, &form/1), " "), "]"]
  defp form(atom) when is_atom(atom), do: [":", text(Atom.to_string(atom))]
  defp form(text) when is_binary(text), do: text(text)
  defp form(int) when is_integer(int), do: Integer.to_string(int)

  defp form(float) when is_float(float) do
    <<bits::64>> = <<float::float>>
    ["f", Integer.to_string(bits)]
  end

  defp place(meta) do
    case meta[:line] do
      nil -> []
      line -> ["@", Integer.to_string(line), ":", Integer.to_string(meta[:column] || 0)]
    end
  end

  defp text(binary), do: [?", for(<<byte <- binary>>, do: byte(byte)), ?"]

  defp byte(byte) when byte in ?a..?z or byte in ?A..?Z or byte in ?0..?9 or byte in ~c" _-.,/<>=+*!?:%{}|&^~", do: byte
  defp byte(byte), do: ["\\", Base.encode16(<<byte>>)]
end

:io.setopts(:standard_io, encoding: :latin1)
IO.puts(System.version())

for line <- IO.stream(:stdio, :line) do
  IO.puts(Dump.file(String.trim_trailing(line, "\n")))
end
