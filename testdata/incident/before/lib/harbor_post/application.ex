defmodule HarborPost.Application do
  @moduledoc false

  use Application

  @impl true
  def start(_type, _args) do
    HarborPost.Rewards.init_dedup_table()

    base_children = [
      HarborPost.Repo,
      HarborPostWeb.Telemetry,
      {DNSCluster, query: Application.get_env(:harbor_post, :dns_cluster_query) || :ignore},
      {Phoenix.PubSub, name: HarborPost.PubSub},
      {Finch, name: HarborPost.Finch}
    ]

    # Tests start these one by one, where they need them.
    genservers =
      if Application.get_env(:harbor_post, :start_genservers, true) do
        [
          # after DNSCluster, so that the other nodes are known
          {HarborPost.MnesiaInitializer, []},
          {HarborPost.Rewards.PoolWriter, []},
          {HarborPost.ReadingTime, %{}},
          {HarborPost.HubLogoCache, []},
          {HarborPost.Rewards.Settler, []},
          {HarborPost.TideTracker, []},
          {HarborPost.Rewards.MultiplierRefresher, []},
          {HarborPost.ReferralPoller, []},
          {HarborPost.Shop.BalanceManager, []},
          {HarborPost.Shop.PayoutRunner, []},
          {HarborPost.Shop.OrderExpiry, []}
        ]
      else
        []
      end

    oban = [{Oban, Application.fetch_env!(:harbor_post, Oban)}]

    if Application.get_env(:harbor_post, :start_genservers, true) do
      Task.start(fn ->
        # give the Repo a moment
        Process.sleep(1_000)
        HarborPost.Settings.seed_defaults()
      end)
    end

    pipeline =
      if Application.get_env(:harbor_post, :start_genservers, true) do
        [
          {HarborPost.Notifications.EventProcessor, []},
          {HarborPost.Feeds.Poller, []},
          {HarborPost.Feeds.Publisher, []}
        ]
      else
        []
      end

    children = base_children ++ genservers ++ oban ++ pipeline ++ [HarborPostWeb.Endpoint]

    opts = [strategy: :one_for_one, name: HarborPost.Supervisor]
    Supervisor.start_link(children, opts)
  end

  @impl true
  def config_change(changed, _new, removed) do
    HarborPostWeb.Endpoint.config_change(changed, removed)
    :ok
  end
end
