defmodule SkiffWeb.PageHTML do
  use SkiffWeb, :html

  embed_templates "page_html/*"
end
