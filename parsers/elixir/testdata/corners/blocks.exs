if a do
  b
end

if a do
  b
else
  c
end

try do
  a
rescue
  e in [B, C] -> d
  F -> g
catch
  :exit, r -> r
  x -> x
else
  y -> y
after
  z
end

case a do
  b -> c
  d when e -> f
  g, h when i when j -> k
  {l, m} ->
    n
    o

  _ ->
    nil
end

cond do
  a > b -> c
  true -> d
end

with {:ok, a} <- b,
     c = d,
     {:ok, e} when f <- g do
  h
else
  _ -> i
end

for a <- b, c, d <- e, into: %{}, do: {a, d}
for <<a <- b>>, do: a
for <<r::8, g::8 <- p>> do r end

receive do
  a -> b
after
  100 -> c
end

fn -> a end
fn () -> a end
fn a -> b end
fn a, b -> c end
fn (a) -> b end
fn (a, b) -> c end
fn (a, b) when c -> d end
fn (a) when b -> c end
fn () when a -> b end
fn a when b -> c end
fn a, b when c -> d end
fn a: b -> c end
fn a, b: c -> d end
fn (a, b: c) -> d end
fn (a: b) -> c end
fn a -> b; c -> d end
fn
  a -> b
  c ->
    d
    e
end
fn {a, b} = c -> d end
fn %{a: b} -> b end
fn 1 -> :a; "x" -> :b; _ -> :c end
fn (a).b -> c end
fn -> end
fn a -> end
fn a -> nil
  b -> c end
fn unquote_splicing(a) -> b end
fn (unquote_splicing(a)) -> b end
fn (unquote_splicing(a), b) -> c end

()
(a)
(a; b)
(;a)
(a;)
(
  a
  b
)
(a -> b)
(-> a)
(() -> a)
((a, b -> c))
(a, b -> c; d -> e)
((a) -> b)
((a, b) -> c)
((a -> b) -> c)
@type t :: (-> a)
@type t :: (a, b -> c)
@type t :: (... -> a)

do_something do
  :a
  ;
  :b
end

f do
  not a
end

f do
  unquote_splicing(a)
end

f do
  # only a comment
end

f do
  a
  # comment
else
  # comment
end

defmodule A.B do
  use C, d: e
  @a 1

  def f(a, b \\ 1, [c | d], %{e: f} = g, <<h::binary>>, "i" <> j) when is_nil(a) and b in [1, 2] do
    a
  rescue
    _ -> b
  end

  def f, do: nil
  defp g(), do: :ok
  def unquote(name)(a), do: a
  def a + b, do: c
  def !a, do: b
  defmacro a ~> b do
    quote do: unquote(a)
  end
  defdelegate f(a), to: B
  def f(a)

  def g(a),
    do: a
end
