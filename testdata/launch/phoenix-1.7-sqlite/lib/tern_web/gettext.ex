defmodule TernWeb.Gettext do
  use Gettext.Backend, otp_app: :tern
end
