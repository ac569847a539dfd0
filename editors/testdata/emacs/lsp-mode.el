;;; lsp-mode: an edit of one buffer speaks in the other  -*- lexical-binding: t -*-

(setq lsp-auto-guess-root t lsp-session-file (concat (getenv "HOME") "/session")
      lsp-enable-file-watchers nil lsp-headerline-breadcrumb-enable nil
      lsp-diagnostics-provider :flymake lsp-idle-delay 0.05
      lsp-enable-suggest-server-download nil lsp-warn-no-matched-clients nil)

(open "fly.toml")
(lsp)
(await "lsp-mode" (lambda () (lsp-workspaces)))
(expect "auto_start_machine without a word")

(let ((fly (current-buffer)))
  (open "config/runtime.exs")
  (lsp)
  (type-over "\"PORT\", \"8080\"" "\"PORT\", \"4001\"")
  (with-current-buffer fly
    (expect "nothing listens on port 8080" "auto_start_machine without a word"))
  (switch-to-buffer fly))

(goto-char (point-min))
(search-forward "internal_port = ")
(cl-letf (((symbol-function 'completing-read) (choose "Add PORT")))
  (lsp-execute-code-action (cl-find-if (lambda (a) (string-prefix-p "Add PORT" (lsp:code-action-title a)))
                                       (lsp-code-actions-at-point)))
  (say "take the action: Add PORT"))
(expect "auto_start_machine without a word")

(save-buffer)
(say "write fly.toml")
(on-disk "fly.toml" "PORT =")
(on-disk "config/runtime.exs" "\"PORT\"")
(kill-emacs 0)
