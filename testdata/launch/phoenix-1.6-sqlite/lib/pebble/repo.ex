defmodule Pebble.Repo do
  use Ecto.Repo,
    otp_app: :pebble,
    adapter: Ecto.Adapters.SQLite3
end
