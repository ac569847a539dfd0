defmodule LanternWeb.LayoutView do
  use LanternWeb, :view
end
