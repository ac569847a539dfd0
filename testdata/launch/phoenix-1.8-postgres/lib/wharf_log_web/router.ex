defmodule WharfLogWeb.Router do
  use WharfLogWeb, :router

  pipeline :browser do
    plug :accepts, ["html"]
    plug :fetch_session
    plug :fetch_live_flash
    plug :put_root_layout, html: {WharfLogWeb.Layouts, :root}
    plug :protect_from_forgery
    plug :put_secure_browser_headers
  end

  pipeline :api do
    plug :accepts, ["json"]
  end

  scope "/", WharfLogWeb do
    pipe_through :browser

    get "/", PageController, :home
  end

  # scope "/api", WharfLogWeb do
  #   pipe_through :api
  # end

  # The dashboard and the mailbox, in development.
  if Application.compile_env(:wharf_log, :dev_routes) do
    # in production it would want a login
    import Phoenix.LiveDashboard.Router

    scope "/dev" do
      pipe_through :browser

      live_dashboard "/dashboard", metrics: WharfLogWeb.Telemetry
      forward "/mailbox", Plug.Swoosh.MailboxPreview
    end
  end
end
