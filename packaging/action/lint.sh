#!/usr/bin/env bash
# Runs flylint as the inputs of the action say. Its exit code is the step's.
set -euo pipefail

arguments=(--fail-on "$FLYLINT_FAIL_ON")
formats=0
while IFS= read -r format; do
  [ -n "$format" ] || continue
  arguments+=(--format "$format")
  formats=$((formats + 1))
done <<<"$FLYLINT_FORMAT"

sarif=
if [ "$FLYLINT_UPLOAD" = true ]; then
  sarif=$RUNNER_TEMP/flylint.sarif
  # A format of its own takes the place of the usual two.
  [ "$formats" -gt 0 ] || arguments+=(--format text --format github)
  arguments+=(--format "sarif=$sarif")
fi

read -ra more <<<"$(tr '\n' ' ' <<<"$FLYLINT_ARGS")"
arguments+=(${more[@]+"${more[@]}"} --)
while IFS= read -r path; do
  [ -z "$path" ] || arguments+=("$path")
done <<<"$FLYLINT_PATHS"

status=0
"$FLYLINT_DIRECTORY/flylint" "${arguments[@]}" || status=$?
if [ -s "$sarif" ]; then
  echo "sarif=$sarif" >>"$GITHUB_OUTPUT"
fi
exit "$status"
