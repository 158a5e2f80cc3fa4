#!/usr/bin/env bash
# Whole processes: start to end of a still, of a recording, of all proofs. Needs the release build (make build).
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/need hyperfine hyperfine
ravine=.build/release/ravine
target=$(mktemp -d)
trap 'rm -rf "$target"' EXIT
hyperfine -N --warmup 3 \
    "$ravine show radford --step 0 --size 160x46" \
    "$ravine record radford --steps 99 --fps 30 --size 160x46 -o $target/radford.cast" \
    "$ravine list scenes" \
    "$ravine check"
