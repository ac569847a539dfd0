# Run with: mix run priv/repo/seeds.exs
