defmodule BrambleWeb.Gettext do
  use Gettext.Backend, otp_app: :bramble
end
