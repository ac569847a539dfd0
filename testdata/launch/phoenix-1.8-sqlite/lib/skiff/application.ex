defmodule Skiff.Application do
  @moduledoc false

  use Application

  @impl true
  def start(_type, _args) do
    children = [
      SkiffWeb.Telemetry,
      Skiff.Repo,
      {Ecto.Migrator,
       repos: Application.fetch_env!(:skiff, :ecto_repos), skip: skip_migrations?()},
      {DNSCluster, query: Application.get_env(:skiff, :dns_cluster_query) || :ignore},
      {Phoenix.PubSub, name: Skiff.PubSub},
      # {Skiff.Worker, arg},
      # last, as it lets requests in
      SkiffWeb.Endpoint
    ]

    opts = [strategy: :one_for_one, name: Skiff.Supervisor]
    Supervisor.start_link(children, opts)
  end

  # A release upgrade hands the endpoint its new configuration.
  @impl true
  def config_change(changed, _new, removed) do
    SkiffWeb.Endpoint.config_change(changed, removed)
    :ok
  end

  defp skip_migrations?() do
    # a release has a name
    System.get_env("RELEASE_NAME") == nil
  end
end
