defmodule «.Module».Repo do
  @moduledoc "Where «.App» keeps what it must not forget."

  use Ecto.Repo,
    otp_app: :«.Otp»,
    adapter: Ecto.Adapters.Postgres

  @doc "Counts the rows of a query, however it is ordered."
  def count(query) do
    query
    |> Ecto.Query.exclude(:order_by)
    |> aggregate(:count)
  end
end
