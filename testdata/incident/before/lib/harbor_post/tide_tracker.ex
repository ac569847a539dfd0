defmodule HarborPost.TideTracker do
  @moduledoc "Tide tables of all harbors, asked for every ten minutes."

  use GenServer

  require Logger

  @interval :timer.minutes(10)

  def start_link(_opts), do: GenServer.start_link(__MODULE__, [], name: __MODULE__)

  def tides, do: GenServer.call(__MODULE__, :tides)

  @impl true
  def init(_opts) do
    Process.send_after(self(), :poll, @interval)
    {:ok, %{tides: []}}
  end

  @impl true
  def handle_call(:tides, _from, state), do: {:reply, state.tides, state}

  @impl true
  def handle_info(:poll, state) do
    Process.send_after(self(), :poll, @interval)
    {:noreply, %{state | tides: fetch(state.tides)}}
  end

  defp fetch(known) do
    case Req.get(Application.fetch_env!(:harbor_post, :tide_api_url), finch: HarborPost.Finch) do
      {:ok, %{status: 200, body: body}} ->
        body

      other ->
        Logger.warning("tides: #{inspect(other)}")
        known
    end
  end
end
