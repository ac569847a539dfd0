defmodule «.App»Web.«.Name»Live do
  @moduledoc false

  use «.App»Web, :live_view

  alias «.App».Accounts
  alias «.App».«.Name»

  @impl true
  def mount(_params, session, socket) do
    user = Accounts.user_of(session)
    if connected?(socket), do: Phoenix.PubSub.subscribe(«.App».PubSub, "«.Topic»")

    {:ok,
     socket
     |> assign(user: user, page: 1, search: "", state: nil)
     |> assign(:page_title, gettext("«.Name»"))
     |> stream(:entries, [])}
  end

  @impl true
  def handle_params(params, _uri, socket) do
    {:noreply,
     socket
     |> assign(:page, page(params))
     |> assign(:search, Map.get(params, "search", ""))
     |> load()}
  end

  @impl true
  def handle_event("search", %{"search" => search}, socket) do
    {:noreply, push_patch(socket, to: ~p"/«.Topic»?#{[search: search]}")}
  end

  def handle_event("delete", %{"id" => id}, %{assigns: %{user: user}} = socket) do
    with {:ok, entry} <- «.Name».fetch(id),
         :ok <- Accounts.allowed(user, :delete, entry),
         {:ok, _entry} <- «.Name».move(entry, :archived) do
      {:noreply, stream_delete(socket, :entries, entry)}
    else
      {:error, reason} -> {:noreply, put_flash(socket, :error, message(reason))}
    end
  end

  @impl true
  def handle_info({:created, entry}, socket) do
    {:noreply, stream_insert(socket, :entries, entry, at: 0)}
  end

  def handle_info({_event, _entry}, socket), do: {:noreply, load(socket)}

  @impl true
  def render(assigns) do
    ~H"""
    <.header>
      {@page_title}
      <:actions>
        <.link patch={~p"/«.Topic»/new"}><.button>{gettext("New")}</.button></.link>
      </:actions>
    </.header>

    <form phx-change="search" phx-submit="search">
      <.input name="search" value={@search} phx-debounce="300" />
    </form>

    <ul id="entries" phx-update="stream">
      <li :for={{id, entry} <- @streams.entries} id={id}>
        <.link navigate={~p"/«.Topic»/#{entry.id}"}>{entry.title}</.link>
        <button phx-click="delete" phx-value-id={entry.id}>{gettext("Delete")}</button>
      </li>
    </ul>
    """
  end

  defp load(%{assigns: assigns} = socket) do
    filters = if assigns.search == "", do: [], else: [search: assigns.search]
    stream(socket, :entries, «.Name».list(filters, assigns.page), reset: true)
  end

  defp page(%{"page" => page}) do
    case Integer.parse(page) do
      {number, ""} when number > 0 -> number
      _other -> 1
    end
  end

  defp page(_params), do: 1

  defp message(:not_found), do: gettext("It is gone already.")
  defp message(:archived), do: gettext("It is archived.")
  defp message(_reason), do: gettext("That did not work.")
end
