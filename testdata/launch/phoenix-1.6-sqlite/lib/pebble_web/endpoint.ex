defmodule PebbleWeb.Endpoint do
  use Phoenix.Endpoint, otp_app: :pebble

  # The session is a signed cookie: everybody can read it, nobody can change it.
  @session_options [
    store: :cookie,
    key: "_pebble_key",
    signing_salt: "f844d269"
  ]

  socket "/live", Phoenix.LiveView.Socket, websocket: [connect_info: [session: @session_options]]

  # the files of "priv/static", at "/"
  plug Plug.Static,
    at: "/",
    from: :pebble,
    gzip: false,
    only: ~w(assets fonts images favicon.ico robots.txt)

  # on when the endpoint's :code_reloader is
  if code_reloading? do
    socket "/phoenix/live_reload/socket", Phoenix.LiveReloader.Socket
    plug Phoenix.LiveReloader
    plug Phoenix.CodeReloader
    plug Phoenix.Ecto.CheckRepoStatus, otp_app: :pebble
  end

  plug Phoenix.LiveDashboard.RequestLogger,
    param_key: "request_logger",
    cookie_key: "request_logger"

  plug Plug.RequestId
  plug Plug.Telemetry, event_prefix: [:phoenix, :endpoint]

  plug Plug.Parsers,
    parsers: [:urlencoded, :multipart, :json],
    pass: ["*/*"],
    json_decoder: Phoenix.json_library()

  plug Plug.MethodOverride
  plug Plug.Head
  plug Plug.Session, @session_options
  plug PebbleWeb.Router
end
