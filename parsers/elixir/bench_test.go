package elixir

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// configSource is config files of our own, one after the other.
func configSource(b *testing.B) string {
	var all strings.Builder
	for _, path := range sources(b, filepath.Join("testdata", "config")) {
		src, err := os.ReadFile(path)
		if err != nil {
			b.Fatal(err)
		}
		all.Write(src)
	}
	return all.String()
}

// moduleSource is a module as applications have them.
const moduleSource = `defmodule Shop.Basket do
  @moduledoc """
  What a customer means to buy.

  A basket is kept for thirty days.
  """

  use Ecto.Schema
  import Ecto.Query, only: [from: 2]
  alias Shop.{Item, Repo}

  @type t :: %__MODULE__{id: integer() | nil, items: [Item.t()], note: String.t()}
  @limit 50

  schema "baskets" do
    field :note, :string, default: ""
    belongs_to :customer, Shop.Customer
    has_many :items, Item
    timestamps(type: :utc_datetime)
  end

  @doc "Adds an item, or one more of it."
  @spec add(t(), Item.t(), keyword()) :: {:ok, t()} | {:error, :full}
  def add(%__MODULE__{items: items} = basket, %Item{} = item, opts \\ []) when is_list(items) do
    count = Keyword.get(opts, :count, 1)

    if length(items) + count > @limit do
      {:error, :full}
    else
      items =
        items
        |> Enum.reject(&(&1.id == item.id))
        |> Enum.map(fn %{count: n} = old -> %{old | count: n + count} end)
        |> then(&[item | &1])

      {:ok, %{basket | items: items}}
    end
  end

  def total(basket) do
    for %{price: price, count: count} <- basket.items, count > 0, reduce: 0 do
      sum -> sum + price * count
    end
  end

  def describe(%{items: []}), do: "An empty basket"

  def describe(%{items: items} = basket) do
    case Enum.split(items, 3) do
      {some, []} -> "#{Enum.map_join(some, ", ", & &1.name)} for #{total(basket) / 100} €"
      {some, rest} -> "#{Enum.map_join(some, ", ", & &1.name)} and #{length(rest)} more"
    end
  end

  def old(days) when days in 1..365 do
    since = DateTime.add(DateTime.utc_now(), -days * 86_400, :second)
    Repo.all(from b in __MODULE__, where: b.updated_at < ^since, preload: [:items])
  rescue
    e in DBConnection.ConnectionError -> {:error, Exception.message(e)}
  end
end
`

func benchmark(b *testing.B, src string) {
	b.Helper()
	if f := parse(src); len(f.Errors) > 0 {
		b.Fatal(messages(f))
	}
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		parse(src)
	}
}

// The usual size of a file, and a large one.
func BenchmarkConfig(b *testing.B)      { benchmark(b, configSource(b)) }
func BenchmarkModule(b *testing.B)      { benchmark(b, moduleSource) }
func BenchmarkLargeModule(b *testing.B) { benchmark(b, strings.Repeat(moduleSource, 50)) }

// BenchmarkLexer is the share of the lexer alone.
func BenchmarkLexer(b *testing.B) {
	src := strings.Repeat(moduleSource, 50)
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		l := lexer{src: src, base: 1}
		l.tokenize()
	}
}

// BenchmarkFaulty is a file with a fault near its beginning.
func BenchmarkFaulty(b *testing.B) {
	src := strings.Replace(configSource(b), "url: [host:", "url: host:", 1)
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		if len(parse(src).Errors) == 0 {
			b.Fatal("no fault")
		}
	}
}
