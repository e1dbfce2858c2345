#!/bin/sh
# Serves at LISTEN, with its database in the current folder.
exec "$1/release/axum-login-shop"
