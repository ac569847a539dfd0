defmodule WharfLog.Application do
  @moduledoc false

  use Application

  @impl true
  def start(_type, _args) do
    children = [
      WharfLogWeb.Telemetry,
      WharfLog.Repo,
      {DNSCluster, query: Application.get_env(:wharf_log, :dns_cluster_query) || :ignore},
      {Phoenix.PubSub, name: WharfLog.PubSub},
      # {WharfLog.Worker, arg},
      # last, as it lets requests in
      WharfLogWeb.Endpoint
    ]

    opts = [strategy: :one_for_one, name: WharfLog.Supervisor]
    Supervisor.start_link(children, opts)
  end

  # A release upgrade hands the endpoint its new configuration.
  @impl true
  def config_change(changed, _new, removed) do
    WharfLogWeb.Endpoint.config_change(changed, removed)
    :ok
  end
end
