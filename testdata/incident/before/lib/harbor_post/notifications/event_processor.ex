defmodule HarborPost.Notifications.EventProcessor do
  @moduledoc "Turns what happens on the site into mail jobs. One for the whole cluster."

  use GenServer

  alias HarborPost.Workers.MailWorker

  def start_link(_opts) do
    case GenServer.start_link(__MODULE__, [], name: {:global, __MODULE__}) do
      {:error, {:already_started, _pid}} -> :ignore
      started -> started
    end
  end

  @impl true
  def init(_opts) do
    Phoenix.PubSub.subscribe(HarborPost.PubSub, "events")
    {:ok, %{}}
  end

  @impl true
  def handle_info({:event, "comment", args}, state) do
    Oban.insert!(MailWorker.new(args))
    {:noreply, state}
  end

  def handle_info(_other, state), do: {:noreply, state}
end
