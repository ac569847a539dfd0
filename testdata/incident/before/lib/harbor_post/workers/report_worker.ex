defmodule HarborPost.Workers.ReportWorker do
  @moduledoc "Counts readers for the editors, by day and by week."

  use Oban.Worker, queue: :reports, max_attempts: 3

  alias HarborPost.Blog.Hub
  alias HarborPost.Repo

  @impl Oban.Worker
  def perform(%Oban.Job{args: %{"span" => span}}) do
    {:ok, %{span: span, hubs: Repo.aggregate(Hub, :count)}}
  end
end
