;;; flymake in an Elixir buffer: the text is judged as it is typed  -*- lexical-binding: t -*-

(open "config/runtime.exs")
(unless (derived-mode-p 'elixir-mode 'elixir-ts-mode) ; as Debian's Emacs 28
  (flylint-flymake-enable))
(expect)
(type-over "socket_options: maybe_ipv6" "socket_options: maybe_ipv6 ++ [:keepalive]")
(expect "keepalive")
(type-over " ++ [:keepalive]" "")
(expect)
(on-disk "config/runtime.exs" "socket_options")
(kill-emacs 0)
