# shellcheck shell=bash disable=SC2034 # os and arch are for those who source this
# What the scripts of the action share; they source it.

# fail ends the step with an annotation.
fail() {
  echo "::error title=flylint::$*"
  exit 1
}

# platform sets os and arch to what Go and our archives call them.
platform() {
  case $RUNNER_OS in
    Linux) os=linux ;;
    macOS) os=darwin ;;
    Windows) os=windows ;;
    *) fail "there is no flylint for $RUNNER_OS" ;;
  esac
  case $RUNNER_ARCH in
    X64) arch=amd64 ;;
    ARM64) arch=arm64 ;;
    *) fail "there is no flylint for $RUNNER_ARCH" ;;
  esac
}

# sha256 is sha256sum; macOS has it under another name.
sha256() {
  if command -v sha256sum >/dev/null; then
    sha256sum "$@"
  else
    shasum -a 256 "$@"
  fi
}
