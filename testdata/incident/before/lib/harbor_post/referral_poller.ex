defmodule HarborPost.ReferralPoller do
  @moduledoc "Looks for referrals that were paid elsewhere."

  use GenServer

  @interval :timer.seconds(30)

  def start_link(_opts), do: GenServer.start_link(__MODULE__, [], name: __MODULE__)

  @impl true
  def init(_opts) do
    Process.send_after(self(), :poll, @interval)
    {:ok, %{cursor: 0}}
  end

  @impl true
  def handle_info(:poll, state) do
    Process.send_after(self(), :poll, @interval)
    {:noreply, %{state | cursor: state.cursor + 1}}
  end
end
