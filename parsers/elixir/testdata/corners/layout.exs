

# a comment before anything

a # at the end


# between


b; c
d;
e = # after the operator
  f
g(  # after the parenthesis
  h, # after the comma
  # alone
  i # before the closing one
)
[ # in a list

  1,

  2

]
j
|> k() # in a chain
# between the links
|> l()
if m do # after do
  n # in it
  # at its end
end # after end
o = \
  p
q	=	r
é = ü
ça_va? = naïve!
变量 = 1
_a = _
__b__ = __MODULE__
a1_b2 = c?
(
  # comment
  s
  # comment
)
fn ->
  # comment
  t
end
u.
  # comment
  v
# the last line has no end
w