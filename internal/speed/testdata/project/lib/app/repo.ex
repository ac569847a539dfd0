defmodule «.Module».Repo do
  @moduledoc "Where «.App» keeps what it must not forget."

  use Ecto.Repo,
    otp_app: :«.Otp»,
    adapter: Ecto.Adapters.Postgres

  @doc "Brings the schema up to date; the release command calls it."
  def migrate do
    Application.load(:«.Otp»)
    {:ok, _, _} = Ecto.Migrator.with_repo(__MODULE__, &Ecto.Migrator.run(&1, :up, all: true))
  end

  @doc "Counts the rows of a query, however it is ordered."
  def count(query) do
    query
    |> Ecto.Query.exclude(:order_by)
    |> aggregate(:count)
  end
end
