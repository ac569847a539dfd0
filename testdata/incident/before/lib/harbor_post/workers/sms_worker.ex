defmodule HarborPost.Workers.SmsWorker do
  @moduledoc "Texts a storm warning to those who asked for it."

  use Oban.Worker, queue: :sms, max_attempts: 2

  @impl Oban.Worker
  def perform(%Oban.Job{args: %{"to" => to, "text" => text}}) do
    sender = Application.fetch_env!(:harbor_post, :sms_sender)
    {:ok, %{from: sender, to: to, text: text}}
  end
end
