defmodule BrambleWeb.PageController do
  use BrambleWeb, :controller

  def home(conn, _params) do
    render(conn, :home)
  end
end
