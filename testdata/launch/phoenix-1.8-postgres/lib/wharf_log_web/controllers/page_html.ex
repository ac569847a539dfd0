defmodule WharfLogWeb.PageHTML do
  use WharfLogWeb, :html

  embed_templates "page_html/*"
end
