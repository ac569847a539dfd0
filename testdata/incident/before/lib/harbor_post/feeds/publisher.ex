defmodule HarborPost.Feeds.Publisher do
  @moduledoc "Tells open pages about new posts, a few at a time."

  use GenServer

  @interval :timer.seconds(20)

  def start_link(_opts), do: GenServer.start_link(__MODULE__, [], name: __MODULE__)

  def enqueue(post_id), do: GenServer.cast(__MODULE__, {:enqueue, post_id})

  @impl true
  def init(_opts) do
    Process.send_after(self(), :publish, @interval)
    {:ok, :queue.new()}
  end

  @impl true
  def handle_cast({:enqueue, post_id}, queue), do: {:noreply, :queue.in(post_id, queue)}

  @impl true
  def handle_info(:publish, queue) do
    Process.send_after(self(), :publish, @interval)

    case :queue.out(queue) do
      {{:value, post_id}, rest} ->
        Phoenix.PubSub.broadcast(HarborPost.PubSub, "posts", {:new, post_id})
        {:noreply, rest}

      {:empty, rest} ->
        {:noreply, rest}
    end
  end
end
