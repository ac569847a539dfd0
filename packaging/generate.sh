#!/usr/bin/env bash
# Makes what a release holds besides the binaries, in packaging/out: the manual
# page, completions, and the tool that lists what was linked.
#
#   packaging/generate.sh VERSION DATE
set -euo pipefail
cd "$(dirname "$0")/.."
version=$1 date=$2
out=packaging/out
rm -rf "$out"
mkdir -p "$out/completions"

flylint() {
  go run -ldflags "-X main.release=$version -X main.date=$date" ./cmd/flylint "$@"
}

flylint man >"$out/flylint.1"
gzip -9 --no-name --keep "$out/flylint.1"
flylint completion bash >"$out/completions/flylint.bash"
flylint completion zsh >"$out/completions/_flylint"
flylint completion fish >"$out/completions/flylint.fish"
flylint completion powershell >"$out/completions/flylint.ps1"

go build -C packaging/sbom -o ../out/sbom .
