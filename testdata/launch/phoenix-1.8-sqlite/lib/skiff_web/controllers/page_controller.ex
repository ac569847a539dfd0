defmodule SkiffWeb.PageController do
  use SkiffWeb, :controller

  def home(conn, _params) do
    render(conn, :home)
  end
end
