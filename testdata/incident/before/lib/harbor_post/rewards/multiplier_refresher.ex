defmodule HarborPost.Rewards.MultiplierRefresher do
  @moduledoc "Counts afresh, each night, how many stamps a minute of reading is worth."

  use GenServer

  @day :timer.hours(24)

  def start_link(_opts), do: GenServer.start_link(__MODULE__, [], name: __MODULE__)

  @impl true
  def init(_opts) do
    Process.send_after(self(), :refresh, @day)
    {:ok, %{multiplier: 1.0}}
  end

  @impl true
  def handle_info(:refresh, state) do
    Process.send_after(self(), :refresh, @day)
    {:noreply, %{state | multiplier: multiplier(:mnesia.table_info(:reading_sessions, :size))}}
  end

  defp multiplier(sessions) when sessions > 10_000, do: 0.5
  defp multiplier(_sessions), do: 1.0
end
