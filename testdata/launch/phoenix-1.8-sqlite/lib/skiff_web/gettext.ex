defmodule SkiffWeb.Gettext do
  use Gettext.Backend, otp_app: :skiff
end
