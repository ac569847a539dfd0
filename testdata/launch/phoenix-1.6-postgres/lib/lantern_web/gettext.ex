defmodule LanternWeb.Gettext do
  use Gettext, otp_app: :lantern
end
