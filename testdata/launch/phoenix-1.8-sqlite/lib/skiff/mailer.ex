defmodule Skiff.Mailer do
  use Swoosh.Mailer, otp_app: :skiff
end
