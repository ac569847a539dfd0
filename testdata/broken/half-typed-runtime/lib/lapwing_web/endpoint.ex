defmodule LapwingWeb.Endpoint do
  use Phoenix.Endpoint, otp_app: :lapwing
end
