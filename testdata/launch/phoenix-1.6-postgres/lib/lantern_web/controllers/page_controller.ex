defmodule LanternWeb.PageController do
  use LanternWeb, :controller

  def index(conn, _params) do
    render(conn, "index.html")
  end
end
