defmodule BrambleWeb.PageHTML do
  use BrambleWeb, :html

  embed_templates "page_html/*"
end
