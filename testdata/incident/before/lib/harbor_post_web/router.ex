defmodule HarborPostWeb.Router do
  use HarborPostWeb, :router

  pipeline :api do
    plug :accepts, ["json"]
  end

  scope "/api", HarborPostWeb do
    pipe_through :api

    get "/hubs", HubController, :index
    get "/tides", TideController, :index
  end

  if Application.compile_env(:harbor_post, :dev_routes) do
    import Phoenix.LiveDashboard.Router

    scope "/dev" do
      pipe_through [:fetch_session, :protect_from_forgery]

      live_dashboard "/dashboard", metrics: HarborPostWeb.Telemetry
      forward "/mailbox", Plug.Swoosh.MailboxPreview
    end
  end
end
