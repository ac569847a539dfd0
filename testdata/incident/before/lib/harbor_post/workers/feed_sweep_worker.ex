defmodule HarborPost.Workers.FeedSweepWorker do
  @moduledoc "Reads the feeds of all hubs."

  use Oban.Worker, queue: :feeds, max_attempts: 5

  alias HarborPost.Blog.Hub
  alias HarborPost.Feeds.Publisher
  alias HarborPost.Repo

  @impl Oban.Worker
  def perform(%Oban.Job{}) do
    for hub <- Repo.all(Hub), do: Publisher.enqueue(hub.id)
    :ok
  end
end
