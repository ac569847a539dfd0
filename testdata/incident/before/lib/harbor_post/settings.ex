defmodule HarborPost.Settings do
  @moduledoc "Settings that editors change while the site runs."

  use Ecto.Schema

  alias HarborPost.Repo

  @defaults %{"digest_hour" => "9", "stamps_per_minute" => "2"}

  @primary_key {:name, :string, autogenerate: false}
  schema "settings" do
    field :value, :string
  end

  @doc "Writes what is missing. Does nothing on a site that has its settings."
  def seed_defaults do
    for {name, value} <- @defaults do
      Repo.insert!(%__MODULE__{name: name, value: value}, on_conflict: :nothing)
    end
  end
end
