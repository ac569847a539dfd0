defmodule HarborPost.Rewards.Settler do
  @moduledoc "Settles recorded rewards once a minute."

  use GenServer

  alias HarborPost.Rewards

  @interval :timer.minutes(1)

  def start_link(_opts), do: GenServer.start_link(__MODULE__, [], name: __MODULE__)

  @impl true
  def init(_opts) do
    Process.send_after(self(), :settle, @interval)
    {:ok, %{}}
  end

  @impl true
  def handle_info(:settle, state) do
    Enum.each(Rewards.pending(), &Rewards.settle/1)
    Process.send_after(self(), :settle, @interval)
    {:noreply, state}
  end
end
