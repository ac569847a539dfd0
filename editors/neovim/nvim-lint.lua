-- flylint with nvim-lint, where a language server is not wanted.
local lint = require("lint")

lint.linters.flylint = {
  cmd = "flylint",
  args = {
    "--format",
    "json",
    "--stdin-filename",
    function()
      return vim.api.nvim_buf_get_name(0)
    end,
  },
  stdin = true,
  ignore_exitcode = true, -- 1 says that there are findings
  parser = function(output, buffer)
    local ok, report = pcall(vim.json.decode, output)
    local found = {}
    -- The whole deployment is judged: keep what is said of this buffer.
    for _, f in ipairs(ok and report.findings or {}) do
      if vim.fn.fnamemodify(f.file, ":p") == vim.api.nvim_buf_get_name(buffer) then
        table.insert(found, {
          lnum = f.range.start.line - 1,
          col = f.range.start.column - 1,
          end_lnum = f.range["end"].line - 1,
          end_col = f.range["end"].column - 1,
          severity = vim.diagnostic.severity[({ error = "ERROR", warning = "WARN", info = "INFO" })[f.severity]],
          message = f.message,
          code = f.rule,
          source = "flylint",
        })
      end
    end
    return found
  end,
}

for _, filetype in ipairs({ "toml", "elixir", "eelixir", "dockerfile", "sh" }) do
  lint.linters_by_ft[filetype] = vim.list_extend(lint.linters_by_ft[filetype] or {}, { "flylint" })
end

vim.api.nvim_create_autocmd({ "BufReadPost", "InsertLeave", "TextChanged", "BufWritePost" }, {
  callback = function()
    lint.try_lint()
  end,
})
