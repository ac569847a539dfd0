" Without the language server: the buffer's own text, and the disk.
let fly = Open('fly.toml')
call Expect(fly, '22:3 W fly/unknown-key')
call Type('auto_start_machine ', 'auto_start_machines ')
call Expect(fly, '')
call Type('internal_port = 8080', 'internal_port = 4000')
call Expect(fly, '19:19 W phoenix/port-mismatch')

call Type('internal_port = 4000', 'internal_port = 8080')
call Expect(fly, '')
silent write

let runtime = Open('config/runtime.exs')
call Expect(runtime, '')
call Type('socket_options: maybe_ipv6', 'socket_options: maybe_ipv6 ++ [:keepalive]')
call Expect(runtime, '53:36 E ecto/invalid-socket-option')
qall!
