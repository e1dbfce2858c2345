#!/bin/sh
# Serves at LISTEN, with its database in the current folder.
exec "$1/python/bin/gunicorn" --chdir "$PWD" --pythonpath "$1" --bind "$LISTEN" --threads 8 --no-control-socket shop:app
