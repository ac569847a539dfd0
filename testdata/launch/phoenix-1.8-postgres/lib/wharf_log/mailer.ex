defmodule WharfLog.Mailer do
  use Swoosh.Mailer, otp_app: :wharf_log
end
