defmodule HarborPost.Shop.Order do
  @moduledoc "An order of the shop."

  use Ecto.Schema

  schema "orders" do
    field :state, :string
    field :affiliate, :string
    field :payout_due_at, :utc_datetime
    field :paid_out_at, :utc_datetime

    timestamps(type: :utc_datetime)
  end
end
