defmodule HarborPost.Workers.NewsletterWorker do
  @moduledoc "The letter of the week."

  use Oban.Worker, queue: :newsletter, max_attempts: 3

  alias HarborPost.Workers.MailWorker

  @impl Oban.Worker
  def perform(%Oban.Job{}) do
    Oban.insert!(MailWorker.new(%{"to" => "letter@harborpost.example", "subject" => "This week"}))
    :ok
  end
end
