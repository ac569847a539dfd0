defmodule WharfLogWeb.Gettext do
  use Gettext.Backend, otp_app: :wharf_log
end
