#!/bin/sh
# Installs it into the folder that is given. The headers of Node.js are where it is installed.
set -eu
cp ../shop.html ../form.html ../cookies.json "$1/.."
cp package.json shop.mjs "$1"
if ! cmp -s package-lock.json "$1/package-lock.json"; then
    npm_config_nodedir="$(dirname "$(dirname "$(readlink -f "$(command -v node)")")")"
    export npm_config_nodedir
    cp package-lock.json "$1"
    (cd "$1" && npm ci --no-audit --no-fund) || { rm "$1/package-lock.json"; exit 1; }
fi
