#!/bin/sh
# Serves at LISTEN, with the PostgreSQL database of DATABASE_URL, or one in the current folder.
exec "$1/release/axum-login-shop"
