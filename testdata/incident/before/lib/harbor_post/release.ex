defmodule HarborPost.Release do
  @moduledoc "Database tasks for a release, where Mix is not at hand."

  @app :harbor_post

  def migrate do
    load_app()

    for repo <- repos() do
      {:ok, _, _} = Ecto.Migrator.with_repo(repo, &Ecto.Migrator.run(&1, :up, all: true))
    end
  end

  def rollback(repo, version) do
    load_app()
    {:ok, _, _} = Ecto.Migrator.with_repo(repo, &Ecto.Migrator.run(&1, :down, to: version))
  end

  defp repos, do: Application.fetch_env!(@app, :ecto_repos)

  # Loads only: the job queues and Mnesia stay down on the release machine.
  defp load_app, do: Application.load(@app)
end
