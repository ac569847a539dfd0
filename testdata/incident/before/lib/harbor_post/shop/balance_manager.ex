defmodule HarborPost.Shop.BalanceManager do
  @moduledoc "Takes stamps off a reader's balance, one checkout after the other."

  use GenServer

  alias HarborPost.Rewards.PoolWriter

  def start_link(_opts), do: GenServer.start_link(__MODULE__, [], name: __MODULE__)

  def deduct(order_id, amount), do: GenServer.call(__MODULE__, {:deduct, order_id, amount})

  @impl true
  def init(_opts), do: {:ok, %{}}

  @impl true
  def handle_call({:deduct, order_id, amount}, _from, state) do
    {:reply, PoolWriter.withdraw({:order, order_id}, amount), state}
  end
end
