defmodule Lapwing.Application do
  use Application

  @impl true
  def start(_type, _args) do
    children = [
      Lapwing.Repo,
      LapwingWeb.Endpoint
    ]

    Supervisor.start_link(children, strategy: :one_for_one, name: Lapwing.Supervisor)
  end
end
