defmodule PebbleWeb.Gettext do
  use Gettext, otp_app: :pebble
end
