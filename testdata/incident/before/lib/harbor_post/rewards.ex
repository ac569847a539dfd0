defmodule HarborPost.Rewards do
  @moduledoc "Stamps: what readers earn for the posts they finish."

  @dedup :rewards_dedup

  @doc "Makes the table that remembers which payments are under way."
  def init_dedup_table do
    :ets.new(@dedup, [:named_table, :set, :public])
    :ok
  end

  @doc "Claims a payment; false when another process has it."
  def claim(user_id, post_id), do: :ets.insert_new(@dedup, {{user_id, post_id}})

  @doc "Payments that are recorded and not yet settled."
  def pending do
    :mnesia.dirty_match_object({:user_post_rewards, :_, :_, :_, :_, nil})
  end

  @doc "Marks a payment as settled."
  def settle({:user_post_rewards, key, user_id, post_id, amount, nil}) do
    row = {:user_post_rewards, key, user_id, post_id, amount, System.os_time(:second)}
    :mnesia.transaction(fn -> :mnesia.write(row) end)
  end
end
