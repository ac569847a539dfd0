defmodule Lapwing.Repo do
  use Ecto.Repo, otp_app: :lapwing, adapter: Ecto.Adapters.Postgres
end
