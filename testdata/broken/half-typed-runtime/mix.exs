defmodule Lapwing.MixProject do
  use Mix.Project

  def project do
    [app: :lapwing, version: "0.1.0", elixir: "~> 1.15", deps: deps()]
  end

  def application do
    [mod: {Lapwing.Application, []}, extra_applications: [:logger]]
  end

  defp deps do
    [{:phoenix, "~> 1.8.1"}, {:bandit, "~> 1.5"}, {:ecto_sql, "~> 3.13"}, {:postgrex, ">= 0.0.0"}]
  end
end
