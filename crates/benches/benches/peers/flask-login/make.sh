#!/bin/sh
# Installs it into the folder that is given.
set -eu
cp shop.py requirements.txt "$1"
cp ../shop.html ../form.html ../cookies.json "$1/.."
test -x "$1/python/bin/pip" || python3 -m venv "$1/python"
"$1/python/bin/pip" install --quiet --requirement requirements.txt
