defmodule PebbleWeb.PageController do
  use PebbleWeb, :controller

  def index(conn, _params) do
    render(conn, "index.html")
  end
end
