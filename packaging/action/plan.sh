#!/usr/bin/env bash
# Decides which flylint the action runs, where it lies on the runner, and under
# which key it is kept from run to run.
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
# shellcheck source=packaging/action/common.sh
. "$here/common.sh"
platform

if [ -n "$FLYLINT_VERSION" ]; then
  # A moving version would change a pipeline that nobody touched.
  [[ $FLYLINT_VERSION =~ ^v[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?$ ]] ||
    fail "version is '$FLYLINT_VERSION'; it takes a release, as v1.2.3"
  name=$FLYLINT_VERSION
else
  # The action has no commit to ask for here; its sources name it as well.
  name=source-$(cd "$here/../.." && find cmd checks docs internal linter model parsers go.mod go.sum \
    -type f -not -path '*/testdata/*' -not -path '*/node_modules/*' |
    LC_ALL=C sort | tr '\n' '\0' | xargs -0 cat | sha256 - | cut -c1-16)
fi

{
  echo "directory=$RUNNER_TEMP/flylint-$name"
  echo "key=flylint-$name-$os-$arch"
} >>"$GITHUB_OUTPUT"
