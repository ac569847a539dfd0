defmodule HarborPost.HubLogoCache do
  @moduledoc """
  The logos of all hubs by token, in ETS: the page header asks for them on
  every request.
  """

  use GenServer

  import Ecto.Query

  alias HarborPost.Blog.Hub
  alias HarborPost.Repo

  @table :hub_logo_cache

  def start_link(_opts), do: GenServer.start_link(__MODULE__, [], name: __MODULE__)

  @doc "The logo of a hub, or nil."
  def logo(token) when is_binary(token) do
    case :ets.lookup(@table, token) do
      [{^token, url}] -> url
      [] -> nil
    end
  end

  def refresh, do: GenServer.cast(__MODULE__, :refresh)

  @impl true
  def init(_opts) do
    :ets.new(@table, [:named_table, :set, :public, read_concurrency: true])

    # a short delay, so that the Repo is ready
    Process.send_after(self(), :load_initial, 100)

    {:ok, %{}}
  end

  @impl true
  def handle_info(:load_initial, state) do
    load_from_database()
    {:noreply, state}
  end

  @impl true
  def handle_cast(:refresh, state) do
    load_from_database()
    {:noreply, state}
  end

  defp load_from_database do
    rows =
      Hub
      |> where([h], not is_nil(h.token))
      |> select([h], {h.token, h.logo_url})
      |> Repo.all()

    :ets.delete_all_objects(@table)
    :ets.insert(@table, rows)
  end
end
