defmodule HarborPostWeb.TideController do
  use HarborPostWeb, :controller

  def index(conn, _params), do: json(conn, %{data: HarborPost.TideTracker.tides()})
end
