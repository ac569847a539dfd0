defmodule Lantern.Application do
  @moduledoc false

  use Application

  @impl true
  def start(_type, _args) do
    children = [
      # the Ecto repository
      Lantern.Repo,
      # telemetry
      LanternWeb.Telemetry,
      # PubSub
      {Phoenix.PubSub, name: Lantern.PubSub},
      # the endpoint (http/https)
      LanternWeb.Endpoint
      # {Lantern.Worker, arg}
    ]

    opts = [strategy: :one_for_one, name: Lantern.Supervisor]
    Supervisor.start_link(children, opts)
  end

  # A release upgrade hands the endpoint its new configuration.
  @impl true
  def config_change(changed, _new, removed) do
    LanternWeb.Endpoint.config_change(changed, removed)
    :ok
  end
end
