defmodule PebbleWeb do
  @moduledoc "What `use PebbleWeb, :controller` and its like bring in."

  def controller do
    quote do
      use Phoenix.Controller, namespace: PebbleWeb

      import Plug.Conn
      alias PebbleWeb.Router.Helpers, as: Routes
    end
  end

  def view do
    quote do
      use Phoenix.View,
        root: "lib/pebble_web/templates",
        namespace: PebbleWeb

      import Phoenix.Controller, only: [get_flash: 1, get_flash: 2, view_module: 1]
      use Phoenix.HTML
      alias PebbleWeb.Router.Helpers, as: Routes
    end
  end

  def router do
    quote do
      use Phoenix.Router

      import Plug.Conn
      import Phoenix.Controller
      import Phoenix.LiveView.Router
    end
  end

  defmacro __using__(which) when is_atom(which) do
    apply(__MODULE__, which, [])
  end
end
