defmodule Tern.Repo do
  use Ecto.Repo,
    otp_app: :tern,
    adapter: Ecto.Adapters.SQLite3
end
