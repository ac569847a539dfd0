#!/usr/bin/env bash
# Puts flylint into FLYLINT_DIRECTORY: the archive of a release if its checksum
# is right, or what Go builds.
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
# shellcheck source=packaging/action/common.sh
. "$here/common.sh"
platform
mkdir -p "$FLYLINT_DIRECTORY"

needs_go() { command -v go >/dev/null || fail "$1, and this runner has no Go: add actions/setup-go"; }

# build makes the commit at which the action is used.
build() {
  needs_go "without a version flylint is built"
  (cd "$here/../.." && go build -trimpath -buildvcs=false -o "$FLYLINT_DIRECTORY/" ./cmd/flylint)
}

# get downloads a file of the release into a directory.
get() {
  local releases=${FLYLINT_RELEASES:-https://github.com/flylint/flylint/releases/download}
  curl --fail --silent --show-error --location --retry 3 --output "$1/$2" "$releases/$FLYLINT_VERSION/$2"
}

# download takes the release's archive, once its checksum is right. It is false
# where there is no archive to take.
download() {
  local archive="flylint_${FLYLINT_VERSION#v}_${os}_$arch.tar.gz" scratch
  [ "$os" = windows ] && archive=${archive%.tar.gz}.zip
  scratch=$(mktemp -d)
  get "$scratch" "$archive" || return 1
  get "$scratch" checksums.txt || fail "flylint $FLYLINT_VERSION has no checksums.txt"
  (cd "$scratch" && grep "  $archive\$" checksums.txt | sha256 --check) ||
    fail "$archive is not what its release says it is"
  case $archive in
    *.zip) unzip -q "$scratch/$archive" -d "$FLYLINT_DIRECTORY" ;;
    *) tar -xzf "$scratch/$archive" -C "$FLYLINT_DIRECTORY" ;;
  esac
  rm -r "$scratch"
}

# install_module builds a release; Go compares it with its checksum database.
install_module() {
  needs_go "there is no archive of flylint $FLYLINT_VERSION for $os on $arch"
  echo "::notice title=flylint::no archive of $FLYLINT_VERSION for $os on $arch; building it with Go"
  GOBIN=$FLYLINT_DIRECTORY go install -trimpath "github.com/flylint/flylint/cmd/flylint@$FLYLINT_VERSION"
}

if [ -z "$FLYLINT_VERSION" ]; then
  build
elif ! download; then
  install_module
fi
"$FLYLINT_DIRECTORY/flylint" version
