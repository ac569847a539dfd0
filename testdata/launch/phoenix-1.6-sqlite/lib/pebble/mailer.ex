defmodule Pebble.Mailer do
  use Swoosh.Mailer, otp_app: :pebble
end
