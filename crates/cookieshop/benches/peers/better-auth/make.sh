#!/bin/sh
# Installs it into the folder that is given. The headers of Node.js are where it is installed.
set -eu
cp package.json package-lock.json shop.mjs "$1"
cp ../shop.html ../form.html ../cookies.json "$1/.."
cd "$1"
npm_config_nodedir="$(dirname "$(dirname "$(readlink -f "$(command -v node)")")")"
export npm_config_nodedir
npm ci --no-audit --no-fund
