"""
heredoc
  kept
"""

x = """
  dedented
    by closing #{a}
  #{b} at the start
  escaped \""" quotes and \
  joined
  """

'''
charlist #{c}
'''

f("""
   a
   """, '''
   b
   ''')

"""
"""

"""

"""

~s(a#{b}c) <> ~S(a#{b}c) <> ~s"x" <> ~s'x' <> ~s|x| <> ~s/x/ <> ~s<x> <> ~s[x] <> ~s{x}
~w(a b c)a ++ ~w[a b]s ++ ~W(a#{b} \) c)c
~r/a\/b#{c}/iu =~ ~r{a{2\}}
~c(charlist) ++ ~D[2024-01-01] ++ ~T[10:00:00] ++ ~N[2024-01-01 10:00:00] ++ ~U[2024-01-01 10:00:00Z]
~s(a\)b\\) <> ~S(a\)b\\)

~s"""
a "quoted" #{b}
  c
"""abc

  ~S'''
  raw #{x} \n
    deeper
  '''

~s(multi
line #{x
} text)m

~x()
~q||
