defmodule Bramble.Application do
  @moduledoc false

  use Application

  @impl true
  def start(_type, _args) do
    children = [
      BrambleWeb.Telemetry,
      Bramble.Repo,
      {DNSCluster, query: Application.get_env(:bramble, :dns_cluster_query) || :ignore},
      {Phoenix.PubSub, name: Bramble.PubSub},
      # Swoosh sends mail with it
      {Finch, name: Bramble.Finch},
      # {Bramble.Worker, arg},
      # last, as it lets requests in
      BrambleWeb.Endpoint
    ]

    opts = [strategy: :one_for_one, name: Bramble.Supervisor]
    Supervisor.start_link(children, opts)
  end

  # A release upgrade hands the endpoint its new configuration.
  @impl true
  def config_change(changed, _new, removed) do
    BrambleWeb.Endpoint.config_change(changed, removed)
    :ok
  end
end
