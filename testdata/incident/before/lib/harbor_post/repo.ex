defmodule HarborPost.Repo do
  use Ecto.Repo,
    otp_app: :harbor_post,
    adapter: Ecto.Adapters.Postgres
end
