#!/usr/bin/env bash
# Prints what CHANGELOG.md says of a version. A version of which it says nothing
# is not released.
#
#   packaging/notes.sh v1.2.3
set -euo pipefail
notes=$(awk -v version="${1#v}" '/^## / { taken = $2 == version; next } taken' "$(dirname "$0")/../CHANGELOG.md")
if [ -z "$notes" ]; then
  echo "CHANGELOG.md has no section for ${1#v}" >&2
  exit 1
fi
printf '%s\n' "$notes"
