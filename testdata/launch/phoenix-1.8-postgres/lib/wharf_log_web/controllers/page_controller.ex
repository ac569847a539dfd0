defmodule WharfLogWeb.PageController do
  use WharfLogWeb, :controller

  def home(conn, _params) do
    render(conn, :home)
  end
end
