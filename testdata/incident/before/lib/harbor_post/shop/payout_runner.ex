defmodule HarborPost.Shop.PayoutRunner do
  @moduledoc "Pays affiliates whose waiting time is over, every hour."

  use GenServer

  import Ecto.Query

  alias HarborPost.Repo
  alias HarborPost.Shop.Order

  @interval :timer.hours(1)

  def start_link(_opts), do: GenServer.start_link(__MODULE__, [], name: __MODULE__)

  @impl true
  def init(_opts) do
    Process.send_after(self(), :run, @interval)
    {:ok, %{}}
  end

  @impl true
  def handle_info(:run, state) do
    now = DateTime.utc_now(:second)
    due = from o in Order, where: o.payout_due_at <= ^now and is_nil(o.paid_out_at)
    Repo.update_all(due, set: [paid_out_at: now])

    Process.send_after(self(), :run, @interval)
    {:noreply, state}
  end
end
