defmodule Lantern.Repo do
  use Ecto.Repo,
    otp_app: :lantern,
    adapter: Ecto.Adapters.Postgres
end
