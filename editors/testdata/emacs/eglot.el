;;; eglot in fly.toml: see, mend, save  -*- lexical-binding: t -*-

(open "fly.toml")
(run-hooks 'post-command-hook)         ; where eglot waits for the first command
(await "eglot" (lambda () (eglot-current-server)))
(expect "auto_start_machine without a word")

(goto-char (point-min))
(search-forward "auto_start_machine")
(backward-char)
(cl-letf (((symbol-function 'completing-read) (choose "Rename it")))
  (let ((tick (buffer-chars-modified-tick)))
    (call-interactively #'eglot-code-actions)
    (await "the edit" (lambda () (/= tick (buffer-chars-modified-tick))))))
(expect)

(type-over "internal_port = 8080" "internal_port = 4000")
(expect "nothing listens on port 4000")
(type-over "internal_port = 4000" "internal_port = 8080")
(expect)

(save-buffer)
(say "write fly.toml")
(on-disk "fly.toml" "auto_start_machines")
(eglot-shutdown-all)
(kill-emacs 0)
