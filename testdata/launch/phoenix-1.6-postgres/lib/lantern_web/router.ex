defmodule LanternWeb.Router do
  use LanternWeb, :router

  pipeline :browser do
    plug :accepts, ["html"]
    plug :fetch_session
    plug :fetch_live_flash
    plug :put_root_layout, {LanternWeb.LayoutView, :root}
    plug :protect_from_forgery
    plug :put_secure_browser_headers
  end

  pipeline :api do
    plug :accepts, ["json"]
  end

  scope "/", LanternWeb do
    pipe_through :browser

    get "/", PageController, :index
  end

  # scope "/api", LanternWeb do
  #   pipe_through :api
  # end

  # The dashboard would want a login in production.
  if Mix.env() in [:dev, :test] do
    import Phoenix.LiveDashboard.Router

    scope "/" do
      pipe_through :browser

      live_dashboard "/dashboard", metrics: LanternWeb.Telemetry
    end
  end

  # The mail that this node sent, in development.
  if Mix.env() == :dev do
    scope "/dev" do
      pipe_through :browser

      forward "/mailbox", Plug.Swoosh.MailboxPreview
    end
  end
end
