defmodule HarborPostWeb.HubController do
  use HarborPostWeb, :controller

  alias HarborPost.Blog.Hub
  alias HarborPost.HubLogoCache
  alias HarborPost.Repo

  def index(conn, _params) do
    hubs = for hub <- Repo.all(Hub), do: %{name: hub.name, logo: HubLogoCache.logo(hub.token)}
    json(conn, %{data: hubs})
  end
end
