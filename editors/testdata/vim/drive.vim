" What a person does in Vim, written down line by line. Each step waits for what
" it is to show; one that does not happen ends the run.
set nocompatible hidden noswapfile shortmess=aIF
filetype plugin on
let g:ale_linters_explicit = 0
let g:ale_lint_delay = 20
let g:ale_lint_on_text_changed = 'always'
let g:ale_use_global_executables = 1
packadd ale
execute 'source' fnameescape($FLYLINT_RECIPE)
let g:ale_linters = {'toml': ['flylint'], 'elixir': ['flylint']}

function! Say(text) abort
  call writefile([a:text], $FLYLINT_TRANSCRIPT, 'a')
endfunction

function! Fail(why) abort
  call Say('FAILED: ' . a:why)
  call writefile(split(execute('messages') . "\n" . execute('ALEInfo'), "\n"), $FLYLINT_TRANSCRIPT, 'a')
  cquit
endfunction

" Shown is what ALE shows in a buffer. Its list has the other files, too.
function! Shown(buffer) abort
  let l:here = filter(copy(ale#engine#GetLoclist(a:buffer)), {_, d -> d.bufnr == a:buffer})
  return join(map(sort(l:here, {a, b -> a.lnum - b.lnum}),
  \ {_, d -> printf('%d:%d %s %s', d.lnum, d.col, d.type, get(d, 'code', ''))}), ', ')
endfunction

" Expect waits until the findings of a buffer are those.
function! Expect(buffer, want) abort
  for l:try in range(1000)
    if Shown(a:buffer) ==# a:want
      call Say('  ' . fnamemodify(bufname(a:buffer), ':t') . ' shows: ' . (a:want ==# '' ? 'nothing' : a:want))
      return
    endif
    sleep 20m
  endfor
  call Fail(fnamemodify(bufname(a:buffer), ':t') . ' shows "' . Shown(a:buffer) . '", want "' . a:want . '"')
endfunction

function! Open(name) abort
  call Say('open ' . a:name)
  execute 'edit' fnameescape($FLYLINT_PROJECT . '/' . a:name)
  return bufnr()
endfunction

" Vim says that a text has changed only while it waits for keys: here it does not.
function! Type(old, new) abort
  call Say('type in ' . expand('%:t') . ', unsaved: ' . a:old . ' becomes ' . a:new)
  execute '%substitute/\V' . escape(a:old, '/') . '/' . escape(a:new, '/') . '/'
  doautocmd TextChanged
endfunction

" Act takes the action at the cursor whose title starts so, as from ALE's menu.
function! Act(title) abort
  call ale#codefix#Execute(0, {data, items -> Take(a:title, data, items)})
endfunction

function! Take(title, data, items) abort
  for [l:source, l:item] in a:items
    if stridx(l:item.title, a:title) == 0
      call Say('take the action: ' . l:item.title)
      call ale#codefix#ApplyLSPCodeAction(a:data, l:item)
      doautocmd TextChanged
      return
    endif
  endfor
  call Fail('no action ' . a:title . ' among ' . string(map(copy(a:items), 'v:val[1].title')))
endfunction
