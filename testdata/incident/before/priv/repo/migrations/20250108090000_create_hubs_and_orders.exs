defmodule HarborPost.Repo.Migrations.CreateHubsAndOrders do
  use Ecto.Migration

  def change do
    create table(:hubs) do
      add :name, :string, null: false
      add :token, :string
      add :logo_url, :string

      timestamps(type: :utc_datetime)
    end

    create table(:orders) do
      add :state, :string, null: false
      add :affiliate, :string
      add :payout_due_at, :utc_datetime
      add :paid_out_at, :utc_datetime

      timestamps(type: :utc_datetime)
    end

    create table(:settings, primary_key: false) do
      add :name, :string, primary_key: true
      add :value, :string
    end
  end
end
