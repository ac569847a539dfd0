defmodule «.Module»Web.Endpoint do
  use Phoenix.Endpoint, otp_app: :«.Otp»

  # Signed, not encrypted: nothing secret goes in here.
  @session_options [
    store: :cookie,
    key: "_«.Otp»_key",
    signing_salt: "«.Salt»",
    same_site: "Lax"
  ]

  socket "/live", Phoenix.LiveView.Socket,
    websocket: [connect_info: [session: @session_options]],
    longpoll: [connect_info: [session: @session_options]]

  plug Plug.Static,
    at: "/",
    from: :«.Otp»,
    gzip: not code_reloading?,
    only: ~w(assets fonts images favicon.ico robots.txt)

  if code_reloading? do
    socket "/phoenix/live_reload/socket", Phoenix.LiveReloader.Socket
    plug Phoenix.LiveReloader
    plug Phoenix.CodeReloader
    plug Phoenix.Ecto.CheckRepoStatus, otp_app: :«.Otp»
  end

  plug :up
  plug Plug.RequestId
  plug Plug.Telemetry, event_prefix: [:phoenix, :endpoint]

  plug Plug.Parsers,
    parsers: [:urlencoded, :multipart, :json],
    pass: ["*/*"],
    json_decoder: Phoenix.json_library()

  plug Plug.MethodOverride
  plug Plug.Head
  plug Plug.Session, @session_options
  plug «.Module»Web.Router

  # The health check of Fly's proxy, answered before anything is logged.
  defp up(%{request_path: "/up"} = conn, _options) do
    conn |> Plug.Conn.send_resp(200, "up") |> Plug.Conn.halt()
  end

  defp up(conn, _options), do: conn
end
