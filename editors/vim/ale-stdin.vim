" flylint in Vim with ALE, without a language server: the buffer's text goes to
" standard input, all else is read from the disk. Save it as
" ~/.vim/after/plugin/flylint.vim.

" One line is one finding: file:line:column: severity: message [rule].
function! FlylintHandle(buffer, lines) abort
  let l:dir = expand('#' . a:buffer . ':p:h')
  let l:found = []
  for l:match in ale#util#GetMatches(a:lines, '\v^(.+):(\d+):(\d+): (error|warning|info): (.+) \[([^]]+)\]$')
    call add(l:found, {
    \ 'filename': ale#path#GetAbsPath(l:dir, l:match[1]),
    \ 'lnum': str2nr(l:match[2]),
    \ 'col': str2nr(l:match[3]),
    \ 'type': toupper(l:match[4][0]),
    \ 'text': l:match[5],
    \ 'code': l:match[6],
    \})
  endfor
  return l:found
endfunction

for s:filetype in ['toml', 'elixir', 'eelixir', 'dockerfile', 'sh']
  call ale#linter#Define(s:filetype, {
  \ 'name': 'flylint',
  \ 'executable': 'flylint',
  \ 'command': '%e --format compact --stdin-filename %s',
  \ 'cwd': '%s:h',
  \ 'callback': 'FlylintHandle',
  \})
endfor
