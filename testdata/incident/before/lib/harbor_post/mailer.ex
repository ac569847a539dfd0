defmodule HarborPost.Mailer do
  use Swoosh.Mailer, otp_app: :harbor_post
end
