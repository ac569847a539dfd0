[]
[a]
[a, b]
[a, b,]
[
  a,
  b
]
[a | b]
[a, b | c]
[a: 1]
[a: 1, b: 2,]
[a, b: 1]
["a b": 1, c: 2]
[a: b, c: d e]
[{:a, 1}, {b, c}]
[+: 1, -: 2, ..: 3, <<>>: 4, %{}: 5, %: 6, {}: 7, &: 8, !: 9, |: 10, ->: 11, <-: 12, \\: 13, .: 15, @: 16]
[do: 1, end: 2, fn: 3, nil: 4, true: 5, and: 6, not: 7, in: 8, when: 9, A: 10, a?: 11, b!: 12, a@b: 13]
[if: 1, else: 2]
{}
{a}
{a, b}
{a, b,}
{a, b, c}
{a, b: 1}
{a, b, c: 1, d: 2}
{
  a,
  b
}
{:a, [b: 1]}
<<>>
<<a>>
<<a, b>>
<<a::8, b::binary-size(c), d::integer-little-unsigned-8, e::size(8)-unit(2), "f", g::utf8>>
<<a, b: 1>>
<<"a"::utf8, b::_*8, c::binary>>
<<(a <> b)::binary>>
<< a >>
<<a::size(b)>> = c
%{}
%{a: 1}
%{a: 1, b: 2,}
%{a => b}
%{a => b, c => d,}
%{:a => 1, "b" => 2, 3 => 4, {a, b} => c, [d] => e, %{} => f}
%{a => b, c: d}
%{k => a | b}
%{a | b: 1}
%{a | b => 1}
%{a | b => 1, c: 2}
%{a | b => c | d}
%{a.b | c: 1}
%{a() | b: 1}
%{f(a, b) | c: 1}
%{%{a: 1} | a: 2}
%{a || b | c: 1}
%{
  a: 1,
  b: 2
}
%{
  a
  | b: 1,
    c: 2
}
%{a => fn b -> c end}
%{a => if b do c end}
%{if a do b end => c}
%{a = b => c}
%{-a => -b}
%{unquote_splicing(a)}
%{a}
%A{}
%A{a: 1}
%A.B{a | b: 1}
%A{
  a: 1
}
%__MODULE__{}
%__MODULE__.A{}
%a{}
%_{}
%^a{}
%@a{}
%unquote(a){}
%a.b{}
%a.b(){}
%:"a"{}
%{a: %{b: %{c: [d: {e, f: <<g>>}]}}}
%{"a": 1, "b c": 2}
%{"#{a}": 1}
[%{a | b: 1} | c]
[a: fn -> b end, c: d]
[(a; b), c]
[a -b]
[a - b]
[&1, & &1]
[a..b, c..d//e]
[not a, b in c]
