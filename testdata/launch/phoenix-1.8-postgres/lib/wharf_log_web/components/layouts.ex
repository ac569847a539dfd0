defmodule WharfLogWeb.Layouts do
  use WharfLogWeb, :html

  embed_templates "layouts/*"
end
