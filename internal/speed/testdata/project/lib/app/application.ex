defmodule «.Module».Application do
  @moduledoc "Starts what «.App» is made of, the endpoint last."

  use Application

  @impl true
  def start(_type, _args) do
    children = [
      «.Module»Web.Telemetry,
      «.Module».Repo,
      {DNSCluster, query: Application.get_env(:«.Otp», :dns_cluster_query) || :ignore},
      {Phoenix.PubSub, name: «.Module».PubSub},
      {Task.Supervisor, name: «.Module».Tasks},
      {Registry, keys: :unique, name: «.Module».Registry},
«- if .Oban»
      {Oban, Application.fetch_env!(:«.Otp», Oban)},
«- end»
      # Requests come in from here on, so everything they need is up.
      «.Module»Web.Endpoint
    ]

    Supervisor.start_link(children, strategy: :one_for_one, name: «.Module».Supervisor)
  end

  # The endpoint wants to know when its configuration changed.
  @impl true
  def config_change(changed, _new, removed) do
    «.Module»Web.Endpoint.config_change(changed, removed)
    :ok
  end
end
