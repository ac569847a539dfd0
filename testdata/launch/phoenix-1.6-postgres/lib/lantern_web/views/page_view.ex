defmodule LanternWeb.PageView do
  use LanternWeb, :view
end
