defmodule HarborPost.Workers.EventCleanupWorker do
  @moduledoc "Forgets sessions that ended long ago."

  use Oban.Worker, queue: :default, max_attempts: 3

  @impl Oban.Worker
  def perform(%Oban.Job{}) do
    {:atomic, :ok} = :mnesia.clear_table(:reading_sessions)
    :ok
  end
end
