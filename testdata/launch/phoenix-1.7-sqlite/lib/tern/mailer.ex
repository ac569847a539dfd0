defmodule Tern.Mailer do
  use Swoosh.Mailer, otp_app: :tern
end
