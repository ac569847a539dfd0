-- flylint in Neovim 0.11 and later. Save it as ~/.config/nvim/lua/flylint.lua
-- and say require("flylint") in init.lua.
vim.lsp.config("flylint", {
  cmd = { "flylint", "lsp" },
  filetypes = { "toml", "elixir", "eelixir", "dockerfile", "sh" },
  -- Only where a fly config lies beside or above the file.
  root_dir = function(buffer, start)
    local root = vim.fs.root(buffer, function(name)
      return name:match("^fly.*%.toml$") ~= nil
    end)
    if root then
      start(root)
    end
  end,
})
vim.lsp.enable("flylint")
