defmodule HarborPost.Feeds.Poller do
  @moduledoc "Queues a look at every harbor's feed."

  use GenServer

  alias HarborPost.Workers.FeedSweepWorker

  @interval :timer.minutes(5)

  def start_link(_opts), do: GenServer.start_link(__MODULE__, [], name: __MODULE__)

  @impl true
  def init(_opts) do
    Process.send_after(self(), :poll, @interval)
    {:ok, %{}}
  end

  @impl true
  def handle_info(:poll, state) do
    Oban.insert!(FeedSweepWorker.new(%{"source" => "poller"}))
    Process.send_after(self(), :poll, @interval)
    {:noreply, state}
  end
end
