;;; flylint with flymake, beside whatever server a buffer has  -*- lexical-binding: t -*-

(require 'flymake)

(defvar-local flylint--process nil "The flylint that looks at this buffer.")

(defun flylint-flymake (report &rest _)
  "Let flylint judge the buffer's text, and give REPORT what it says of it."
  (when (process-live-p flylint--process)
    (kill-process flylint--process))
  (let ((buffer (current-buffer))
        (default-directory (file-name-directory buffer-file-name)))
    (setq flylint--process
          (make-process
           :name "flylint" :noquery t :connection-type 'pipe
           :buffer (generate-new-buffer " *flylint*")
           :stderr nil
           :command (list "flylint" "--format" "compact" "--stdin-filename" buffer-file-name)
           :sentinel
           (lambda (process _)
             (when (memq (process-status process) '(exit signal))
               (unwind-protect
                   (when (and (buffer-live-p buffer)
                              (eq process (buffer-local-value 'flylint--process buffer)))
                     (funcall report (flylint--read (process-buffer process) buffer)))
                 (kill-buffer (process-buffer process)))))))
    (save-restriction
      (widen)
      (process-send-region flylint--process (point-min) (point-max)))
    (process-send-eof flylint--process)))

(defun flylint--read (output buffer)
  "Turn the lines of OUTPUT that are about the file of BUFFER into diagnostics."
  (let ((file (file-name-nondirectory (buffer-file-name buffer))) found)
    (with-current-buffer output
      (goto-char (point-min))
      ;; The whole deployment is judged: keep what is said of this file, which
      ;; lies in the directory that flylint was started in.
      (while (re-search-forward
              (concat "^" (regexp-quote file)
                      ":\\([0-9]+\\):\\([0-9]+\\): \\(error\\|warning\\|info\\): \\(.*\\)$")
              nil t)
        (let* ((line (string-to-number (match-string 1)))
               (column (string-to-number (match-string 2)))
               (type (intern (concat ":" (if (equal (match-string 3) "info") "note" (match-string 3)))))
               (text (match-string 4))
               (region (flymake-diag-region buffer line column)))
          (push (flymake-make-diagnostic buffer (car region) (cdr region) type text) found))))
    (nreverse found)))

(defun flylint-flymake-enable ()
  "Let flylint judge this buffer where a fly config lies beside or above it."
  (when (and buffer-file-name
             (locate-dominating-file
              buffer-file-name
              (lambda (dir) (file-expand-wildcards (expand-file-name "fly*.toml" dir)))))
    (add-hook 'flymake-diagnostic-functions #'flylint-flymake nil t)
    (flymake-mode 1)))

(dolist (hook '(elixir-mode-hook elixir-ts-mode-hook sh-mode-hook))
  (add-hook hook #'flylint-flymake-enable))

;; eglot takes flymake over for its buffers; give flylint its place back.
(add-hook 'eglot-managed-mode-hook
          (lambda () (when (derived-mode-p 'elixir-mode 'elixir-ts-mode) (flylint-flymake-enable))))
