defmodule Tern.Application do
  @moduledoc false

  use Application

  @impl true
  def start(_type, _args) do
    children = [
      TernWeb.Telemetry,
      Tern.Repo,
      {Ecto.Migrator,
       repos: Application.fetch_env!(:tern, :ecto_repos), skip: skip_migrations?()},
      {DNSCluster, query: Application.get_env(:tern, :dns_cluster_query) || :ignore},
      {Phoenix.PubSub, name: Tern.PubSub},
      # Swoosh sends mail with it
      {Finch, name: Tern.Finch},
      # {Tern.Worker, arg},
      # last, as it lets requests in
      TernWeb.Endpoint
    ]

    opts = [strategy: :one_for_one, name: Tern.Supervisor]
    Supervisor.start_link(children, opts)
  end

  # A release upgrade hands the endpoint its new configuration.
  @impl true
  def config_change(changed, _new, removed) do
    TernWeb.Endpoint.config_change(changed, removed)
    :ok
  end

  defp skip_migrations?() do
    # a release has a name
    System.get_env("RELEASE_NAME") != nil
  end
end
