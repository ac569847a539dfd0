  defp aliases do
    [
      precommit: [&flylint/1, "compile --warnings-as-errors", "format", "test"]
    ]
  end

  # In an umbrella `mix cmd` would run once in every app.
  defp flylint(_args) do
    if Mix.shell().cmd("flylint") != 0, do: Mix.raise("flylint has findings")
  end
