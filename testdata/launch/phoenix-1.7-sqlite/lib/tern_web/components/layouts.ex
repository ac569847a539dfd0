defmodule TernWeb.Layouts do
  use TernWeb, :html

  embed_templates "layouts/*"
end
