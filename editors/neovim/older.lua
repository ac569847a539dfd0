-- flylint in Neovim 0.7 to 0.10. Save it as ~/.config/nvim/lua/flylint.lua
-- and say require("flylint") in init.lua.
local filetypes = { "toml", "elixir", "eelixir", "dockerfile", "sh" }
local clients = {} -- by root

-- The nearest directory with a fly config, or nil.
local function root_of(file)
  local dir = vim.fn.fnamemodify(file, ":p:h")
  while vim.fn.glob(dir .. "/fly*.toml") == "" do
    local parent = vim.fn.fnamemodify(dir, ":h")
    if parent == dir then
      return nil
    end
    dir = parent
  end
  return dir
end

vim.api.nvim_create_autocmd("FileType", {
  pattern = filetypes,
  callback = function(event)
    local root = vim.bo[event.buf].buftype == "" and root_of(vim.api.nvim_buf_get_name(event.buf))
    if not root then
      return
    end
    clients[root] = clients[root]
      or vim.lsp.start_client({
        name = "flylint",
        cmd = { "flylint", "lsp" },
        root_dir = root,
        workspace_folders = { { uri = vim.uri_from_fname(root), name = root } },
        on_exit = function()
          clients[root] = nil
        end,
      })
    vim.lsp.buf_attach_client(event.buf, clients[root])
  end,
})
