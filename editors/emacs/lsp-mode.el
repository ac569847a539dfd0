;;; flylint with lsp-mode, beside the servers it has  -*- lexical-binding: t -*-

(require 'lsp-mode)

(defun flylint-lsp-p (file &rest _)
  "Say whether FILE may be part of a deployment."
  (and file
       (string-match-p
        (rx (or (seq "/fly" (* (not "/")) ".toml")
                (seq "/mix." (or "exs" "lock"))
                (seq "/config/" (+ any) ".exs")
                (seq "/lib/" (+ any) ".ex")
                (seq "/" (* (not "/")) "Dockerfile" (* (not "/")))
                (seq "/rel/" (+ any)))
            eos)
        file)
       (locate-dominating-file
        file (lambda (dir) (file-expand-wildcards (expand-file-name "fly*.toml" dir))))))

(lsp-register-client
 (make-lsp-client
  :server-id 'flylint
  :new-connection (lsp-stdio-connection '("flylint" "lsp"))
  :activation-fn #'flylint-lsp-p
  :add-on? t
  :multi-root t
  :initialization-options '(:flylint (:schemaRules t))))

;; lsp-mode wants a name for the language of a buffer that no other server has.
(dolist (mode '((conf-toml-mode . "toml") (toml-ts-mode . "toml")))
  (add-to-list 'lsp-language-id-configuration mode t))

(dolist (hook '(conf-toml-mode-hook toml-ts-mode-hook elixir-mode-hook elixir-ts-mode-hook
                dockerfile-mode-hook dockerfile-ts-mode-hook sh-mode-hook))
  (add-hook hook (lambda () (when (flylint-lsp-p buffer-file-name) (lsp-deferred)))))
