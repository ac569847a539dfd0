" With the language server: an edit of one buffer speaks in the other.
let fly = Open('fly.toml')
call Expect(fly, '22:3 W fly/unknown-key')

call Open('config/runtime.exs')
call Type('"PORT", "8080"', '"PORT", "4001"')
call Expect(fly, '19:19 W phoenix/port-mismatch, 22:3 W fly/unknown-key')

execute 'buffer' fly
call cursor(19, 19)
call Act('Add PORT')
call Expect(fly, '23:3 W fly/unknown-key')
silent write
call Say('write fly.toml')
call Say('  on disk: ' . filter(readfile($FLYLINT_PROJECT . '/fly.toml'), 'v:val =~# "PORT ="')[0])
qall!
