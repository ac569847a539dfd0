defmodule PebbleWeb.LayoutView do
  use PebbleWeb, :view
end
