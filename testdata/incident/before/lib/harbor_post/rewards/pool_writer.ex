defmodule HarborPost.Rewards.PoolWriter do
  @moduledoc "The one writer of a post's stamp pool, so that two readers never overdraw it."

  use GenServer

  def start_link(_opts), do: GenServer.start_link(__MODULE__, [], name: __MODULE__)

  def withdraw(post_id, amount), do: GenServer.call(__MODULE__, {:withdraw, post_id, amount})

  @impl true
  def init(_opts), do: {:ok, %{}}

  @impl true
  def handle_call({:withdraw, post_id, amount}, _from, state) do
    result =
      :mnesia.transaction(fn ->
        case :mnesia.read(:stamp_pools, post_id) do
          [{:stamp_pools, ^post_id, balance, _at}] when balance >= amount ->
            :mnesia.write({:stamp_pools, post_id, balance - amount, System.os_time(:second)})

          _ ->
            :mnesia.abort(:empty)
        end
      end)

    {:reply, result, state}
  end
end
