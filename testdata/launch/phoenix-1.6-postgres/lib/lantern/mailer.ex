defmodule Lantern.Mailer do
  use Swoosh.Mailer, otp_app: :lantern
end
