defmodule PebbleWeb.PageView do
  use PebbleWeb, :view
end
