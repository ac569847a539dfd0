defmodule HarborPost.Shop.OrderExpiry do
  @moduledoc "Lets go of orders that nobody paid, every five minutes."

  use GenServer

  import Ecto.Query

  alias HarborPost.Repo
  alias HarborPost.Shop.Order

  @interval :timer.minutes(5)

  def start_link(_opts), do: GenServer.start_link(__MODULE__, [], name: __MODULE__)

  @impl true
  def init(_opts) do
    Process.send_after(self(), :expire, @interval)
    {:ok, %{}}
  end

  @impl true
  def handle_info(:expire, state) do
    old = DateTime.add(DateTime.utc_now(:second), -1, :hour)
    unpaid = from o in Order, where: o.state == "open" and o.inserted_at < ^old
    Repo.update_all(unpaid, set: [state: "expired"])

    Process.send_after(self(), :expire, @interval)
    {:noreply, state}
  end
end
