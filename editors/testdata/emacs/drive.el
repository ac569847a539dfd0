;;; What a person does in Emacs, written down line by line  -*- lexical-binding: t -*-

;; Each step waits for what it is to show; one that does not happen ends the
;; run. The recipe is loaded before this file.

(require 'cl-lib)
(require 'flymake)
(require 'subr-x)

(defvar root (file-name-as-directory (getenv "FLYLINT_PROJECT")))
(defvar transcript (getenv "FLYLINT_TRANSCRIPT"))
(defvar patience 20)                    ; seconds
(setq make-backup-files nil auto-save-default nil create-lockfiles nil
      flymake-no-changes-timeout 0.1 inhibit-message nil
      vc-handled-backends nil
      last-nonmenu-event ?\r) ; a key, and not the mouse: no pop-up menus

(defun say (format &rest values)
  (write-region (concat (apply #'format format values) "\n") nil transcript t 'quiet))

(defun fail (format &rest values)
  (apply #'say (concat "FAILED: " format) values)
  (when (get-buffer "*Messages*")
    (say "%s" (with-current-buffer "*Messages*" (buffer-string))))
  (kill-emacs 1))

(defun await (what happened)
  "Let Emacs work until HAPPENED says so; it returns that."
  (let ((end (+ (float-time) patience)) result)
    (while (not (setq result (funcall happened)))
      (when (> (float-time) end) (fail "waited in vain for %s" what))
      (accept-process-output nil 0.02)
      (timer-event-handler-all))
    result))

(defun timer-event-handler-all ()
  "Run what waits for Emacs to be idle: in batch it never is."
  (dolist (timer timer-idle-list) (ignore-errors (timer-event-handler timer)))
  (sit-for 0.01))

(defun shown ()
  "The diagnostics of this buffer, a line each, as a person sees them."
  (mapcar
   (lambda (d)
     (save-excursion
       (goto-char (flymake-diagnostic-beg d))
       (format "%d:%d %s" (line-number-at-pos) (1+ (current-column))
               (car (split-string (flymake-diagnostic-text d) "\n")))))
   (sort (flymake-diagnostics) (lambda (a b) (< (flymake-diagnostic-beg a) (flymake-diagnostic-beg b))))))

(defun expect (&rest words)
  "Wait until the buffer shows one diagnostic for each of WORDS, which holds it."
  (await (format "%S in %s" words (buffer-name))
         (lambda ()
           (let ((now (shown)))
             (and (= (length now) (length words))
                  (cl-every #'string-match-p (mapcar #'regexp-quote words) now)))))
  (dolist (line (or (shown) '("nothing")))
    (say "  %s shows: %s" (buffer-name) (string-trim (truncate-string-to-width line 64)))))

(defun type-over (old new)
  (say "type in %s, unsaved: %s becomes %s" (buffer-name) old new)
  (goto-char (point-min))
  (search-forward old)
  (replace-match new t t))

(defun open (name)
  (say "open %s" name)
  (switch-to-buffer (find-file-noselect (concat root name))))

(defun on-disk (name text)
  (with-temp-buffer
    (insert-file-contents (concat root name))
    (search-forward text)
    (say "  on disk: %s" (buffer-substring (line-beginning-position) (line-end-position)))))

(defun choose (title)
  "A stand-in for the menus: it takes what starts with TITLE."
  (lambda (_prompt collection &rest _)
    (let ((choice (cl-find-if (lambda (s) (string-prefix-p title s))
                              (all-completions "" collection))))
      (unless choice (fail "no action %s among %S" title (all-completions "" collection)))
      (say "take the action: %s" choice)
      choice)))
