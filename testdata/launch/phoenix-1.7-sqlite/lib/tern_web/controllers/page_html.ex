defmodule TernWeb.PageHTML do
  use TernWeb, :html

  embed_templates "page_html/*"
end
