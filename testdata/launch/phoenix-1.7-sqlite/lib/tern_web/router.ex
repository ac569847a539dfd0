defmodule TernWeb.Router do
  use TernWeb, :router

  pipeline :browser do
    plug :accepts, ["html"]
    plug :fetch_session
    plug :fetch_live_flash
    plug :put_root_layout, html: {TernWeb.Layouts, :root}
    plug :protect_from_forgery
    plug :put_secure_browser_headers
  end

  pipeline :api do
    plug :accepts, ["json"]
  end

  scope "/", TernWeb do
    pipe_through :browser

    get "/", PageController, :home
  end

  # scope "/api", TernWeb do
  #   pipe_through :api
  # end

  # The dashboard and the mailbox, in development.
  if Application.compile_env(:tern, :dev_routes) do
    # in production it would want a login
    import Phoenix.LiveDashboard.Router

    scope "/dev" do
      pipe_through :browser

      live_dashboard "/dashboard", metrics: TernWeb.Telemetry
      forward "/mailbox", Plug.Swoosh.MailboxPreview
    end
  end
end
