-- What a person does in Neovim, from 0.7 on, written down line by line. Each
-- step waits for what it is to show; one that does not happen ends the run.
local root = vim.env.FLYLINT_PROJECT
local log = assert(io.open(vim.env.FLYLINT_TRANSCRIPT, "w"))
local patience = 20000 -- milliseconds

local function say(...)
  log:write(string.format(...), "\n")
  log:flush()
end

-- fail writes why, and what Neovim itself has to say, and ends.
local function fail(why)
  say("FAILED: %s", why)
  for line in vim.gsplit(vim.fn.execute("messages"), "\n") do
    say("  %s", line)
  end
  log:close()
  vim.cmd("cquit")
end

local function await(what, happened)
  if not vim.wait(patience, happened, 5) then
    fail("waited in vain for " .. what)
  end
end

local severities = { "error", "warning", "info", "hint" }

local function code_of(d)
  return d.code or d.user_data and d.user_data.lsp and d.user_data.lsp.code
end

-- shown is the diagnostics of a buffer, as a person sees them.
local function shown(buffer)
  local lines = {}
  for _, d in ipairs(vim.diagnostic.get(buffer)) do
    table.insert(lines, string.format("%d:%d %s %s (%s)", d.lnum + 1, d.col + 1, severities[d.severity], code_of(d), d.source))
  end
  table.sort(lines)
  return table.concat(lines, ", ")
end

-- expect waits until the diagnostics of a buffer are those.
local function expect(buffer, want)
  local name = vim.fn.fnamemodify(vim.api.nvim_buf_get_name(buffer), ":t")
  local got
  local ok = vim.wait(patience, function()
    got = shown(buffer)
    return got == want
  end, 5)
  if not ok then
    fail(string.format("%s shows %q, want %q", name, got, want))
  end
  say("  %s shows: %s", name, got == "" and "nothing" or got)
end

local function open(name)
  say("open %s", name)
  vim.cmd("edit " .. vim.fn.fnameescape(root .. "/" .. name))
  return vim.api.nvim_get_current_buf()
end

-- find is the line (from 1) that holds text, and the line.
local function find(buffer, text)
  for i, line in ipairs(vim.api.nvim_buf_get_lines(buffer, 0, -1, false)) do
    if line:find(text, 1, true) then
      return i, line
    end
  end
  fail("no line holds " .. text)
end

-- replace changes a buffer as typing does: nothing is written.
local function replace(buffer, old, new)
  say("type in %s, unsaved: %s becomes %s", vim.fn.fnamemodify(vim.api.nvim_buf_get_name(buffer), ":t"), old, new)
  local i, line = find(buffer, old)
  local from, to = line:find(old, 1, true)
  vim.api.nvim_buf_set_text(buffer, i - 1, from - 1, i - 1, to, { new })
end

-- act goes to the diagnostic of that code and takes the action whose title
-- starts so.
local function act(buffer, code, title)
  vim.api.nvim_set_current_buf(buffer)
  for _, d in ipairs(vim.diagnostic.get(buffer)) do
    if code_of(d) == code then
      vim.api.nvim_win_set_cursor(0, { d.lnum + 1, d.col })
    end
  end
  local offered = {}
  local taken
  vim.ui.select = function(items, _, choose)
    for _, item in ipairs(items) do
      local action = item.action or item[2]
      table.insert(offered, action.title)
      if not taken and vim.startswith(action.title, title) then
        taken = action.title
        choose(item)
        return
      end
    end
    choose(nil)
  end
  local tick = vim.api.nvim_buf_get_changedtick(buffer)
  vim.lsp.buf.code_action()
  await(string.format("an action %q", title), function()
    return taken or #offered > 0
  end)
  if not taken then
    fail(string.format("no action %q among: %s", title, table.concat(offered, "; ")))
  end
  say("take the action: %s", taken)
  await("its edit", function()
    return vim.api.nvim_buf_get_changedtick(buffer) ~= tick
  end)
end

local function on_disk(name, text)
  for line in io.lines(root .. "/" .. name) do
    if line:find(text, 1, true) then
      return line
    end
  end
end

local fly = open("fly.toml")
expect(fly, "22:3 warning fly/unknown-key (flylint)")

local runtime = open("config/runtime.exs")
replace(runtime, '"PORT", "8080"', '"PORT", "4001"')
expect(fly, "19:19 warning phoenix/port-mismatch (flylint), 22:3 warning fly/unknown-key (flylint)")

act(fly, "phoenix/port-mismatch", "Add PORT = '8080'")
expect(fly, "23:3 warning fly/unknown-key (flylint)")

act(fly, "fly/unknown-key", "Ignore")
say("  fly.toml has: %s", select(2, find(fly, "flylint:ignore")))
expect(fly, "23:3 warning flylint/invalid-ignore (flylint), 24:3 warning fly/unknown-key (flylint)")
if vim.lsp.get_clients then -- an editor that lets a server show a place
  await("the cursor where the reason goes", function()
    return vim.api.nvim_win_get_cursor(0)[2] >= #"  # flylint:ignore fly/unknown-key --"
  end)
end
replace(fly, "-- ", "-- we start them by hand")
say("  fly.toml has: %s", select(2, find(fly, "flylint:ignore")))
expect(fly, "")

vim.cmd("silent write")
say("write fly.toml")
say("  on disk: %s", on_disk("fly.toml", "PORT ="))
say("  on disk: %s", on_disk("fly.toml", "auto_start"))
say("  on disk, runtime.exs as before: %s", on_disk("config/runtime.exs", '"PORT"'))

-- One server has served both files.
for _, client in pairs((vim.lsp.get_clients or vim.lsp.get_active_clients)()) do
  say("server: %s", client.name)
end
log:close()
vim.cmd("qall!")
