;;; flylint with eglot, in fly.toml and Dockerfiles  -*- lexical-binding: t -*-

;; eglot allows one server per buffer. Elixir buffers keep the one they have:
;; there flylint speaks through flymake.el, beside this file.

(require 'eglot)

(add-to-list 'eglot-server-programs
             '((conf-toml-mode toml-ts-mode dockerfile-mode dockerfile-ts-mode)
               . ("flylint" "lsp")))

(defun flylint-eglot ()
  "Start flylint where a fly config lies beside or above the file."
  (when (and buffer-file-name
             (locate-dominating-file
              buffer-file-name
              (lambda (dir) (file-expand-wildcards (expand-file-name "fly*.toml" dir)))))
    (eglot-ensure)))

(dolist (hook '(conf-toml-mode-hook toml-ts-mode-hook
                dockerfile-mode-hook dockerfile-ts-mode-hook))
  (add-hook hook #'flylint-eglot))
