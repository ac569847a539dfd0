# Settings of flylint. Nothing is set yet: take the # away from what you need.
# `flylint settings` prints what holds, and where it comes from.
# https://github.com/flylint/flylint/blob/main/docs/settings.md

# The versions of flylint that these settings are written for.
# required_version = ">= 0.1"

# Fail (exit 1) from this severity on: "error", "warning", "info" or "never".
# fail_on = "warning"

# Rules: a slug, a family with its slash, or "all". `flylint rules` lists them.
# rule "deploy/" {
#   severity = "info"
# }
# rule "oban/auto-stop-kills-jobs" {
#   enabled = false
# }

# The same for some files only; patterns are relative to this file.
# path "apps/legacy/**" {
#   rule "otp/" {
#     enabled = false
#   }
# }

# Findings that are accepted. The reason is for whoever comes across this later;
# after the day in `until` they are reported again.
# ignore "docker/glibc-mismatch" {
#   file   = "Dockerfile"
#   reason = "the builder moves to the same release with the next image"
#   until  = "2027-01-31"
# }

# What no file shows. Rules that must stay unsure without it become sure.
# fact {
#   machines = 2             # how many run; or { web = 2, worker = 1 }
#   pooler   = "transaction" # "session", "statement", or "none"
#   secrets  = ["DATABASE_URL", "SECRET_KEY_BASE"] # all of them, names only
# }

# A rule of your own.
# https://github.com/flylint/flylint/blob/main/docs/custom-rules.md
# rule "acme/two-machines" {
#   when     = coalesce(fly.http_service.min_machines_running, 0) < 2
#   at       = fly.http_service.min_machines_running
#   severity = "error"
#   message  = "${fly.app} keeps fewer than two machines running"
#   help     = "set min_machines_running = 2"
# }
