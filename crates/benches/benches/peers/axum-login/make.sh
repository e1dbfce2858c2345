#!/bin/sh
# Builds it into the folder that is given.
set -eu
cargo build --release --locked --target-dir "$1"
