defmodule BrambleWeb.Layouts do
  use BrambleWeb, :html

  embed_templates "layouts/*"
end
