defmodule HarborPost.Workers.MailWorker do
  @moduledoc "Sends one mail."

  use Oban.Worker, queue: :mail, max_attempts: 10

  import Swoosh.Email

  @impl Oban.Worker
  def perform(%Oban.Job{args: %{"to" => to, "subject" => subject}}) do
    new()
    |> to(to)
    |> from({"Harbor Post", "post@harborpost.example"})
    |> subject(subject)
    |> text_body("Read it on harborpost.example.")
    |> HarborPost.Mailer.deliver()
  end
end
