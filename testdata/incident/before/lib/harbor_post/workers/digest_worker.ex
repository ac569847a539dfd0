defmodule HarborPost.Workers.DigestWorker do
  @moduledoc "The morning mail with the posts of the day before."

  use Oban.Worker, queue: :digest, max_attempts: 3

  alias HarborPost.Workers.MailWorker

  @impl Oban.Worker
  def perform(%Oban.Job{}) do
    Oban.insert!(MailWorker.new(%{"to" => "digest@harborpost.example", "subject" => "Today"}))
    :ok
  end
end
