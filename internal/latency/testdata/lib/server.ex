defmodule «.App».«.Name»Cache do
  @moduledoc """
  Keeps the last results of «.Topic» and refreshes them now and then.

  Readers never wait for a refresh: they read the table, which belongs to this
  process and is open to all.
  """

  use GenServer

  require Logger

  @table __MODULE__
  @refresh :timer.minutes(5)
  @retry :timer.seconds(20)

  defstruct [:source, failures: 0, last: nil]

  def start_link(options) do
    {name, options} = Keyword.pop(options, :name, __MODULE__)
    GenServer.start_link(__MODULE__, options, name: name)
  end

  @doc "The value that was last read, or `default`."
  def get(key, default \\ nil) do
    case :ets.lookup(@table, key) do
      [{^key, value, _at}] -> value
      [] -> default
    end
  rescue
    ArgumentError -> default
  end

  def refresh(server \\ __MODULE__), do: GenServer.cast(server, :refresh)

  @impl true
  def init(options) do
    Process.flag(:trap_exit, true)
    :ets.new(@table, [:named_table, :protected, read_concurrency: true])
    {:ok, %__MODULE__{source: Keyword.get(options, :source)}, {:continue, :schedule}}
  end

  @impl true
  def handle_continue(:schedule, state) do
    schedule(:rand.uniform(@retry))
    {:noreply, state}
  end

  @impl true
  def handle_cast(:refresh, state), do: {:noreply, load(state)}

  @impl true
  def handle_info(:refresh, state) do
    state = load(state)
    schedule(delay(state))
    {:noreply, state}
  end

  def handle_info({:EXIT, _port, reason}, state) do
    Logger.warning("«.Topic»: #{inspect(reason)}")
    {:noreply, state}
  end

  defp load(%{source: nil} = state), do: state

  defp load(%{source: source} = state) do
    case source.() do
      {:ok, entries} ->
        now = System.monotonic_time(:millisecond)
        :ets.insert(@table, for({key, value} <- entries, do: {key, value, now}))
        %{state | failures: 0, last: now}

      {:error, reason} ->
        Logger.error("«.Topic» was not refreshed: #{inspect(reason)}")
        %{state | failures: state.failures + 1}
    end
  end

  defp delay(%{failures: 0}), do: @refresh
  defp delay(%{failures: n}), do: min(@retry * Integer.pow(2, n), @refresh)

  defp schedule(delay), do: Process.send_after(self(), :refresh, delay)
end
