#!/bin/sh
# Serves at PORT, with its database in the current folder.
exec env NODE_ENV=production node "$1/shop.mjs"
