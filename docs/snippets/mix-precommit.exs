  defp aliases do
    [
      precommit: [
        "cmd flylint",
        "compile --warnings-as-errors",
        "deps.unlock --unused",
        "format",
        "test"
      ]
    ]
  end
