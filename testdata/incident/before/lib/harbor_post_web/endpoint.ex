defmodule HarborPostWeb.Endpoint do
  use Phoenix.Endpoint, otp_app: :harbor_post

  @session_options [
    store: :cookie,
    key: "_harbor_post_key",
    signing_salt: "harborSalt2",
    same_site: "Lax"
  ]

  socket "/live", Phoenix.LiveView.Socket,
    websocket: [connect_info: [session: @session_options]],
    longpoll: [connect_info: [session: @session_options]]

  # before everything that may need the database
  plug HarborPostWeb.Plugs.Health

  plug Plug.Static,
    at: "/",
    from: :harbor_post,
    gzip: not code_reloading?,
    only: HarborPostWeb.static_paths()

  if code_reloading? do
    socket "/phoenix/live_reload/socket", Phoenix.LiveReloader.Socket
    plug Phoenix.LiveReloader
    plug Phoenix.CodeReloader
    plug Phoenix.Ecto.CheckRepoStatus, otp_app: :harbor_post
  end

  plug Plug.RequestId
  plug Plug.Telemetry, event_prefix: [:phoenix, :endpoint]

  plug Plug.Parsers,
    parsers: [:urlencoded, :multipart, :json],
    pass: ["*/*"],
    json_decoder: Phoenix.json_library()

  plug Plug.MethodOverride
  plug Plug.Head
  plug Plug.Session, @session_options
  plug HarborPostWeb.Router
end
