defmodule SkiffWeb.Layouts do
  use SkiffWeb, :html

  embed_templates "layouts/*"
end
