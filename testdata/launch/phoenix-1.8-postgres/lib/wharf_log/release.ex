defmodule WharfLog.Release do
  @moduledoc """
  Runs database tasks in a release, where Mix is not installed.
  """
  @app :wharf_log

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

  defp repos do
    Application.fetch_env!(@app, :ecto_repos)
  end

  defp load_app do
    # databases elsewhere may ask for TLS
    Application.ensure_all_started(:ssl)
    Application.ensure_loaded(@app)
  end
end
