defmodule WharfLog.Repo do
  use Ecto.Repo,
    otp_app: :wharf_log,
    adapter: Ecto.Adapters.Postgres
end
