defmodule HarborPost.MnesiaInitializer do
  @moduledoc """
  Brings up the Mnesia tables of the rewards ledger: as the first node, or by
  joining the nodes that already run.
  """

  use GenServer

  require Logger

  @tables [
    user_post_rewards: [:key, :user_id, :post_id, :amount, :paid_at],
    reading_sessions: [:key, :user_id, :post_id, :seconds],
    stamp_pools: [:post_id, :balance, :updated_at]
  ]

  def start_link(opts), do: GenServer.start_link(__MODULE__, opts, name: __MODULE__)

  @impl true
  def init(_opts) do
    # synchronously: the siblings that follow need the tables
    initialize()
    {:ok, %{}}
  end

  defp initialize do
    if node() == :nonode@nohost do
      Logger.warning("[Mnesia] no distribution, tables are kept in memory")
      :mnesia.start()
      create_tables(:ram_copies)
    else
      initialize_with_persistence()
    end
  end

  defp initialize_with_persistence do
    dir = Application.fetch_env!(:mnesia, :dir)
    File.mkdir_p!(dir)
    Logger.info("[Mnesia] directory: #{dir}")

    # for a clean restart
    :mnesia.stop()

    case wait_for_nodes(5) do
      [] -> initialize_as_primary()
      nodes -> join(nodes)
    end
  end

  defp wait_for_nodes(attempts) do
    case Node.list() do
      [] when attempts > 0 ->
        Process.sleep(1_000)
        wait_for_nodes(attempts - 1)

      nodes ->
        nodes
    end
  end

  defp initialize_as_primary do
    case :mnesia.create_schema([node()]) do
      :ok -> Logger.info("[Mnesia] new schema")
      {:error, {_, {:already_exists, _}}} -> Logger.info("[Mnesia] schema found")
      {:error, reason} -> Logger.warning("[Mnesia] schema: #{inspect(reason)}")
    end

    :ok = :mnesia.start()
    create_tables(:disc_copies)
    wait_for_tables()
  end

  defp join(nodes) do
    :ok = :mnesia.start()
    {:ok, _} = :mnesia.change_config(:extra_db_nodes, nodes)
    :mnesia.change_table_copy_type(:schema, node(), :disc_copies)

    for {table, _} <- @tables do
      :mnesia.add_table_copy(table, node(), :disc_copies)
    end

    wait_for_tables()
  end

  defp create_tables(storage) do
    for {table, attributes} <- @tables do
      :mnesia.create_table(table, [{:attributes, attributes}, {storage, [node()]}])
    end
  end

  defp wait_for_tables do
    case :mnesia.wait_for_tables(Keyword.keys(@tables), 30_000) do
      :ok -> Logger.info("[Mnesia] all tables ready")
      other -> Logger.error("[Mnesia] tables: #{inspect(other)}")
    end
  end
end
