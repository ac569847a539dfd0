defmodule Bramble.Mailer do
  use Swoosh.Mailer, otp_app: :bramble
end
