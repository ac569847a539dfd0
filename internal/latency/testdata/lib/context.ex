defmodule «.App».«.Name» do
  @moduledoc """
  «.Name»: what other parts of the application may ask of it.
  """

  import Ecto.Query

  alias «.App».Repo
  alias «.App».«.Name».Entry

  require Logger

  @page_size 50
  @states [:draft, :published, :archived]

  @type filter :: {:state, atom()} | {:after, DateTime.t()} | {:search, String.t()}

  @doc "The newest entries, a page at a time."
  @spec list([filter()], pos_integer()) :: [Entry.t()]
  def list(filters \\ [], page \\ 1) when page > 0 do
    filters
    |> Enum.reduce(base(), &narrow/2)
    |> order_by([e], desc: e.inserted_at, desc: e.id)
    |> limit(@page_size)
    |> offset(^((page - 1) * @page_size))
    |> Repo.all()
  end

  @doc "One entry with all that belongs to it."
  def fetch(id) do
    case Repo.get(Entry, id) do
      nil -> {:error, :not_found}
      entry -> {:ok, Repo.preload(entry, [:author, :labels])}
    end
  end

  @doc "Makes an entry, and tells whoever listens."
  def create(attributes, author) do
    %Entry{author_id: author.id}
    |> Entry.changeset(attributes)
    |> Repo.insert()
    |> tap(&broadcast(&1, :created))
  end

  @doc "Moves an entry to another state; there is no way back from the archive."
  def move(%Entry{state: :archived}, _state), do: {:error, :archived}

  def move(%Entry{} = entry, state) when state in @states do
    entry
    |> Ecto.Changeset.change(state: state, moved_at: DateTime.utc_now(:second))
    |> Repo.update()
    |> tap(&broadcast(&1, :moved))
  end

  @doc "How many entries there are in each state."
  def counts do
    from(e in Entry, group_by: e.state, select: {e.state, count(e.id)})
    |> Repo.all()
    |> Map.new()
    |> then(&Enum.map(@states, fn state -> {state, Map.get(&1, state, 0)} end))
  end

  def subscribe, do: Phoenix.PubSub.subscribe(«.App».PubSub, topic())

  defp base, do: from(e in Entry, as: :entry)

  defp narrow({:state, state}, query), do: where(query, [e], e.state == ^state)
  defp narrow({:after, time}, query), do: where(query, [e], e.inserted_at > ^time)

  defp narrow({:search, text}, query) do
    pattern = "%#{String.replace(text, ~w(% _), "")}%"
    where(query, [e], ilike(e.title, ^pattern) or ilike(e.body, ^pattern))
  end

  defp broadcast({:ok, entry}, event) do
    Logger.debug("«.Name» #{event}: #{entry.id}")
    Phoenix.PubSub.broadcast(«.App».PubSub, topic(), {event, entry})
  end

  defp broadcast({:error, _changeset}, _event), do: :ok

  defp topic, do: "«.Topic»"
end
