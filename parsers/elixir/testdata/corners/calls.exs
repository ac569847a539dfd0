f
f()
f(a)
f(a, b)
f(a, b: 1)
f(a: 1, b: 2)
f(a: 1,)
f(
  a,
  b
)
f a
f a, b
f a, b: 1, c: 2
f a: 1
f a,
  b,
  c: 1
f g a
f g a, b
f g(a), b
f g h a, b
f(g a, b)
f(g a)
f [a]
f[a]
f [a], b
f (a)
f (a), b
f (a + b) * c
f {a, b}
f %{a: b}
f %A{a: b}
f <<a>>
f "a"
f :a
f A
f A.B
f ~w(a)
f fn -> a end
f @a
f !a
f not a
f &a/1
f & &1
f ^a
f -1
f ?a
f "a": 1
f do
end
f do a end
f a do b end
f a, b do c end
f a, b: c do d end
f() do a end
f(a) do b end
f(a)(b)
f(a)(b) do c end
f.(a)
f.()
f.(a)(b)
f.(a).(b)
f.(a) do b end
a.b
a.b()
a.b(c)
a.b c
a.b c, d
a.b.c
a.b c do d end
a.b do c end
a.b().c
a.b[c]
a[b][c]
a[b].c
a[b: 1]
a[b,]
a()[b]
a.b()[c]
[a][0]
%{a: 1}[:a]
"a"[b]
A.b
A.b()
A.b c
A.B.c(d)
A.{B, C}
A.{B, C.D,}
A.{}
a.B
a.B.C
a().B
__MODULE__.B
__MODULE__.B.C
:a.b
:a.b()
:"a b".c
A."b c"
A."b c"()
A."b c"(d)
A."b c" d
A."b"[c]
A.'b'()
nil.a
if a, do: b, else: c
if a do b else c end
f a, fn b -> c end
f a, fn b ->
  c
end
f a, g: fn -> b end, h: c
f a, g: h i, j
x.y z.w a, b
f a.b c, d
f(a b)
f((a; b))
f(do: a)
f a, do: (b; c)
unless a do b end
f do a end |> g
f(if a do b end)
x = f a do b end
f x = g a do b end
f a when b
f a \\ b
f a :: b
not f a
-f a
f a |> g b
f a ++ g b, c
