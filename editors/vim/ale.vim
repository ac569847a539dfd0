" flylint in Vim with ALE, as a language server: findings on unsaved text of all
" buffers, and :ALECodeAction. Save it as ~/.vim/after/plugin/flylint.vim.

" The nearest directory with a fly config; '' keeps flylint away.
function! FlylintRoot(buffer) abort
  let l:dir = expand('#' . a:buffer . ':p:h')
  while empty(glob(l:dir . '/fly*.toml', 1))
    if l:dir ==# fnamemodify(l:dir, ':h')
      return ''
    endif
    let l:dir = fnamemodify(l:dir, ':h')
  endwhile
  return l:dir
endfunction

for s:filetype in ['toml', 'elixir', 'eelixir', 'dockerfile', 'sh']
  call ale#linter#Define(s:filetype, {
  \ 'name': 'flylint',
  \ 'lsp': 'stdio',
  \ 'executable': 'flylint',
  \ 'command': '%e lsp',
  \ 'project_root': function('FlylintRoot'),
  \})
endfor
