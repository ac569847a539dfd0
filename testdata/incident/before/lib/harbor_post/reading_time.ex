defmodule HarborPost.ReadingTime do
  @moduledoc "How long each reader has had a post open."

  use GenServer

  def start_link(state), do: GenServer.start_link(__MODULE__, state, name: __MODULE__)

  def tick(user_id, post_id, seconds),
    do: GenServer.cast(__MODULE__, {:tick, user_id, post_id, seconds})

  @impl true
  def init(state), do: {:ok, state}

  @impl true
  def handle_cast({:tick, user_id, post_id, seconds}, state) do
    key = {user_id, post_id}
    total = Map.get(state, key, 0) + seconds
    :mnesia.dirty_write({:reading_sessions, key, user_id, post_id, total})
    {:noreply, Map.put(state, key, total)}
  end
end
