defmodule Skiff.Repo do
  use Ecto.Repo,
    otp_app: :skiff,
    adapter: Ecto.Adapters.SQLite3
end
