a + b * c - d / e ** f
a ++ b -- c +++ d --- e <> f
a .. b
a..b//c
1..10//2 |> x
..
x = ..
a in b and c not in d or not e
not a in b
!a in b
not (a in b)
(not a) in b
(!a)
(not a)
!(a)
a || b && c ||| d &&& e
a == b != c =~ d === e !== f
a < b > c <= d >= e
a |> b |> c ~> d <~ e ~>> f <<~ g <~> h <|> i <<< j >>> k
a ^^^ b
~~~a
a = b = c
a <- b
a \\ b
a :: b :: c
a | b | c
a when b when c
f when a: b, c: d
a when b
@a
@a.b
@a[b]
@a.b[c]
@a b
@a b, c
@a(b)
@a(b)[c]
@spec f(a) :: b when a: term
@type t :: %__MODULE__{a: b}
@Foo.Bar
@@a
& &1
&1
& &1 + &2
&(&1).a
&f/1
&M.f/2
&+/2
&</2
&and/2
&not/1
&!/1
&@/1
&&&/2
&../0
&..///3
&<>/2
&[&1 | &2]
&{&1, &2}
&"#{&1}"
Kernel.+(a, b)
Kernel.+ a
Kernel.<>(a, b)
Kernel.!(a)
Kernel.and(a, b)
a.in
a.fn
a.do
a.end()
a.not b
-a.b
!a.b
^a
-a ** b
a - b
a -b
a -b, c
a - b - c
a +b
a + b
a.b -c
a - -b
+a
a
|> b
|> c.d()
a
  .b
  .c()
a.
  b
a and
  b
a
and b
a
  when b
a ++
  # comment
  b
x = a
  || b
a = if b do c end + d
a |> case do b -> c end
fn -> a end.()
a not in b
a not in b
a ; b ; c
