defmodule HarborPostWeb.Plugs.Health do
  @moduledoc "Answers Fly's health check. Says that the VM serves, not that the database does."

  @behaviour Plug

  import Plug.Conn

  @impl true
  def init(opts), do: opts

  @impl true
  def call(%Plug.Conn{request_path: "/health"} = conn, _opts) do
    conn |> send_resp(200, "ok") |> halt()
  end

  def call(conn, _opts), do: conn
end
