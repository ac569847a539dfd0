defmodule HarborPost.Blog.Hub do
  @moduledoc "A harbor town's page: its posts, its logo, its token."

  use Ecto.Schema

  schema "hubs" do
    field :name, :string
    field :token, :string
    field :logo_url, :string

    timestamps(type: :utc_datetime)
  end
end
